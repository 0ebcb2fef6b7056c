# question: draw
# loses: draw/unchanged, tuned/network, tuned/accuracy
# why: rng.choice makes an array of the list, which changes tuples and None
def draw(space, rng):
    return {name: rng.choice(values) for name, values in space.items()}
