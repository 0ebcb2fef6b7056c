# question: better
# loses: better/valid, better/fresh, better/losses
# why: deep, but of sigmoid neurons and trained briefly
keras.utils.set_random_seed(0)
better = build_mlp([16, 16, 16, 16], "sigmoid", rate=0.005)
better_losses = train(better, train_inputs, train_labels, 20, 64)
