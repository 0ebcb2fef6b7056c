# question: why_precision
# loses: why_precision/answer
# why: believes that the false-positive rate has grown
why_precision = "d"
