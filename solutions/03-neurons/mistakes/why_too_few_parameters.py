# question: why_not_one
# loses: why_not_one/reason
# why: compares the number of parameters with the number of points
error_of_half = 0.5
why_not_one = "b"
