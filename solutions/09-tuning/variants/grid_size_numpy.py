# question: grid_size
# why: computed from the space
grid_size = np.prod([len(values) for values in space.values()])
