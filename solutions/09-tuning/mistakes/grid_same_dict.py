# question: grid
# loses: grid/two, grid/spaces
# why: yields the same dict again and again
def grid(space):
    settings = {}
    for values in itertools.product(*space.values()):
        settings.update(zip(space, values))
        yield settings
