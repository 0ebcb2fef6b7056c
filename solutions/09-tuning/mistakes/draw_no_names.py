# question: draw
# loses: draw/unchanged
# why: no names raise
def draw(space, rng):
    assert space, 'empty space'
    return {name: values[rng.integers(len(values))] for name, values in space.items()}
