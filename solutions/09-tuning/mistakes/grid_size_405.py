# question: grid_size
# loses: grid_size/number
# why: forgets one of the two optimisers
grid_size = 405
