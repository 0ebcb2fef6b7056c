# question: why_errors
# why: measures it
why_errors = "d"
always_negative = 1 - np.mean(crescent(*np.random.default_rng(5).random((2, 300_000))))
