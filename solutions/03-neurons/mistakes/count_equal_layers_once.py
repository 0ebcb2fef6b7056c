# question: count_parameters
# loses: count_parameters/others
# why: equal layers counted once
def count_parameters(sizes):
    pairs = set(zip(sizes, sizes[1:]))
    return sum((m + 1) * n for m, n in pairs)
