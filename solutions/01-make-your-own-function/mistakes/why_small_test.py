# question: why_errors
# loses: why_errors/reason
# why: blames the size of the test set
why_errors = "b"
always_negative = 0.99
