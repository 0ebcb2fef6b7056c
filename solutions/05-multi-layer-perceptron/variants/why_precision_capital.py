# question: why_precision
# why: a capital letter
why_precision = "C"
