# question: grid
# why: a recursion over the names
def grid(space):
    if not space:
        yield {}
        return
    (name, values), *rest = space.items()
    for value in values:
        for other in grid(dict(rest)):
            yield {name: value, **other}
