# question: why_errors
# loses: why_errors/reason, why_errors/number
# why: blames the balance of the sample and keeps its 0.5
why_errors = "a"
always_negative = 0.5
