# question: grid
# loses: grid/spaces
# why: nested loops for two names only
def grid(space):
    first, second = list(space)[:2]
    for a in space[first]:
        for b in space[second]:
            yield {first: a, second: b}
