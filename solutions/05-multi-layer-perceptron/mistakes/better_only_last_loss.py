# question: better
# loses: better/losses
# why: keeps only the last loss
keras.utils.set_random_seed(0)
better = build_mlp([64, 64, 64], "relu", rate=0.005)
better_losses = [train(better, train_inputs, train_labels, 60, 64)[-1]]
