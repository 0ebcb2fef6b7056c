# question: grid
# loses: grid/two, grid/order, grid/spaces, grid/empty
# why: the last combination is missing
def grid(space):
    combinations = list(itertools.product(*space.values()))
    for number in range(len(combinations) - 1):
        yield dict(zip(space, combinations[number]))
