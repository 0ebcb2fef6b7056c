# question: grid_size
# loses: grid_size/form, grid_size/number
# why: the factors instead of their product
grid_size = [3, 3, 2, 5, 3, 3]
