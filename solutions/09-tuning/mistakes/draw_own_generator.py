# question: draw
# loses: draw/uniform, draw/source, random_search/seed
# why: makes a new generator with a fixed seed in each call
def draw(space, rng):
    rng = np.random.default_rng(0)
    return {name: values[rng.integers(len(values))] for name, values in space.items()}
