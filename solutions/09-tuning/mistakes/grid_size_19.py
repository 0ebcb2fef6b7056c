# question: grid_size
# loses: grid_size/number
# why: adds the numbers of values instead of multiplying them
grid_size = 19
