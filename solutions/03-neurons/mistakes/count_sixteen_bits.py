# question: count_parameters
# loses: count_parameters/others
# why: counts in sixteen bits
def count_parameters(sizes):
    s = np.array(sizes, dtype=np.int16)
    return int(((s[:-1] + 1) * s[1:]).sum(dtype=np.int16))
