# question: better
# loses: better/deeper, better/valid, better/fresh
# why: wider instead of deeper, and trained briefly
keras.utils.set_random_seed(0)
better = build_mlp([64], "relu", rate=0.005)
better_losses = train(better, train_inputs, train_labels, 15, 64)
