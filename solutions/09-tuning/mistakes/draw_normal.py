# question: draw
# loses: draw/uniform
# why: middle values are drawn more often than those at the ends
def draw(space, rng):
    found = {}
    for name, values in space.items():
        place = int(round(rng.normal((len(values) - 1) / 2, len(values) / 6)))
        found[name] = values[min(max(place, 0), len(values) - 1)]
    return found
