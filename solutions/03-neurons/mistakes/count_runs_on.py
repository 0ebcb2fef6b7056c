# question: count_parameters
# loses: count_parameters/others
# why: total is a global that is never set back
_total = 0
def count_parameters(sizes):
    global _total
    for m, n in zip(sizes, sizes[1:]):
        _total += (m + 1) * n
    return _total
