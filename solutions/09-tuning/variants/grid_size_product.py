# question: grid_size
# why: computed as a product
grid_size = 3 * 3 * 2 * 5 * 3 * 3
