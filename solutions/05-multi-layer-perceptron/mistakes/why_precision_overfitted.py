# question: why_precision
# loses: why_precision/answer
# why: blames overfitting
why_precision = "a"
