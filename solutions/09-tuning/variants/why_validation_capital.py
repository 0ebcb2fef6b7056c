# question: why_validation
# why: a capital letter
why_validation = "D"
