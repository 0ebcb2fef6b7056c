# question: grid
# loses: grid/two, grid/order, grid/spaces, grid/empty
# why: pairs the first values, the second values and so on
def grid(space):
    for values in zip(*space.values()):
        yield dict(zip(space, values))
