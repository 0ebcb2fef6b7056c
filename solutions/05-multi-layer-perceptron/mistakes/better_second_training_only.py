# question: better
# loses: better/losses
# why: keeps the losses of the second training only
keras.utils.set_random_seed(0)
better = build_mlp([64, 64, 64], "relu", rate=0.005)
train(better, train_inputs, train_labels, 40, 64)
better_losses = train(better, train_inputs, train_labels, 20, 405)
