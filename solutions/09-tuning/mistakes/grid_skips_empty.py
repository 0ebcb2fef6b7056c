# question: grid
# loses: grid/empty
# why: a name without values is left out instead of giving no combination
def grid(space):
    filled = {name: values for name, values in space.items() if values}
    for values in itertools.product(*filled.values()):
        yield dict(zip(filled, values))
