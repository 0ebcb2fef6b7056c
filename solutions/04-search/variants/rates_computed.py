# question: rates
# why: from the factor 1 - 8 rate = -1
largest_rate = (1 + 1) / 8
why_diverges = " b "
