# question: why_errors
# loses: why_errors/number
# why: gives the share of the positives
why_errors = "d"
always_negative = 0.0093
