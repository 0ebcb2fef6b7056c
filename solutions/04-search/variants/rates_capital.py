# question: rates
# why: a fraction and a capital letter
largest_rate = 2 / 8
why_diverges = "B"
