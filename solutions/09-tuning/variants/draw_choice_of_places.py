# question: draw
# why: rng.choice over positions
def draw(space, rng):
    places = [rng.choice(len(values)) for values in space.values()]
    return {name: space[name][place] for name, place in zip(space, places)}
