# question: why_errors
# loses: why_errors/form, why_errors/number
# why: gives a percentage
why_errors = "d"
always_negative = 99
