# question: why_not_one
# why: a fraction and a capital letter
error_of_half = 1 / 2
why_not_one = "C"
