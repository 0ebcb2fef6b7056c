# question: grid
# why: a list instead of a generator
def grid(space):
    return [dict(zip(space.keys(), values)) for values in itertools.product(*space.values())]
