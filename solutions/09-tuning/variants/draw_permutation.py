# question: draw
# why: the first position of a random order
def draw(space, rng):
    return {name: values[rng.permutation(len(values))[0]] for name, values in space.items()}
