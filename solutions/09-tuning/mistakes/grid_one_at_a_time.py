# question: grid
# loses: grid/two, grid/order, grid/spaces, grid/empty
# why: changes one value at a time and leaves the others at their first value
def grid(space):
    start = {name: values[0] for name, values in space.items() if values}
    for name, values in space.items():
        for value in values:
            yield {**start, name: value}
