# question: rates
# why: a number of single precision
largest_rate = np.float32(0.25)
why_diverges = "b"
