# question: grid
# loses: grid/two, grid/order, grid/spaces, grid/empty
# why: returns after the first combination
def grid(space):
    found = []
    for values in itertools.product(*space.values()):
        found.append(dict(zip(space, values)))
        return found
