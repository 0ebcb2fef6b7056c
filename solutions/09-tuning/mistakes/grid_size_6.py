# question: grid_size
# loses: grid_size/number
# why: counts the hyperparameters
grid_size = 6
