# question: why_errors
# why: a capital letter, a rounded number
why_errors = "D"
always_negative = 0.99
