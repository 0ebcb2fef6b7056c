# question: better
# loses: better/losses, better/valid, better/fresh
# why: a deep network that was never trained
better = build_mlp([64, 64, 64], "relu", rate=0.005)
better_losses = []
