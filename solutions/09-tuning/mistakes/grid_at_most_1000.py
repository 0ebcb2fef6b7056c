# question: grid
# loses: grid/spaces
# why: at most 1000
def grid(space):
    return [dict(zip(space, v)) for v in itertools.islice(itertools.product(*space.values()), 1000)]
