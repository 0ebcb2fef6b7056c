# question: better
# why: four layers of a smooth activation
keras.utils.set_random_seed(7)
better = build_mlp([48, 48, 48, 48], "swish", rate=0.005)
better_losses = train(better, train_inputs, train_labels, 40, 64) + train(
    better, train_inputs, train_labels, 20, 324
)
