# question: draw
# loses: draw/uniform
# why: one position for all names, so they depend on each other
def draw(space, rng):
    chance = rng.random()
    return {name: values[int(chance * len(values))] for name, values in space.items()}
