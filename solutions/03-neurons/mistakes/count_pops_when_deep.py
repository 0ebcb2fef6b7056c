# question: count_parameters
# loses: count_parameters/others
# why: pops from the list it was given
def count_parameters(sizes):
    count = 0
    if len(sizes) == 3:
        return (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2]
    while len(sizes) > 1:
        before = sizes.pop(0)
        count += (before + 1) * sizes[0]
    return count
