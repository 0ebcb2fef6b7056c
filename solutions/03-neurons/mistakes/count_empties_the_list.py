# question: count_parameters
# loses: count_parameters/tutorial, count_parameters/others
# why: empties the list it was given
def count_parameters(sizes):
    total = 0
    while len(sizes) > 1:
        m = sizes.pop(0)
        total += (m + 1) * sizes[0]
    return total
