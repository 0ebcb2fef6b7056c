# question: why_not_one
# why: an array of one number, as rms gives for one row
error_of_half = rms(np.full((1, 4), 0.5), TARGET)
why_not_one = "c"
