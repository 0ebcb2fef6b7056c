# question: draw
# loses: draw/values, draw/unchanged, draw/uniform, random_search/best, random_search/seed, tuned/network, tuned/accuracy
# why: a list of values without names
def draw(space, rng):
    return [values[rng.integers(len(values))] for values in space.values()]
