# question: draw
# loses: draw/uniform, tuned/accuracy
# why: never draws the last value of a list
def draw(space, rng):
    return {name: values[rng.integers(max(len(values) - 1, 1))] for name, values in space.items()}
