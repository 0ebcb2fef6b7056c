# question: why_not_one
# loses: why_not_one/half, why_not_one/reason
# why: forgets the root, and blames the range of tanh
error_of_half = 0.25
why_not_one = "d"
