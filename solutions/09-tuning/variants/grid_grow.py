# question: grid
# why: grows the list name by name
def grid(space):
    found = [{}]
    for name, values in space.items():
        found = [{**settings, name: value} for settings in found for value in values]
    return iter(found)
