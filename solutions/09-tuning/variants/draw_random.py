# question: draw
# why: a uniform number in [0, 1) times the length
def draw(space, rng):
    found = {}
    for name in space:
        found[name] = space[name][int(rng.random() * len(space[name]))]
    return found
