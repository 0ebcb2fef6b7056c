# question: grid
# loses: grid/order, grid/spaces
# why: the first name changes fastest
def grid(space):
    names = list(space)[::-1]
    for values in itertools.product(*[space[name] for name in names]):
        found = dict(zip(names, values))
        yield {name: found[name] for name in space}
