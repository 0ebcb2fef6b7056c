# question: why_not_one
# why: computed with the given function
error_of_half = float(rms(np.full(4, 0.5), TARGET))
why_not_one = "c"
