# question: rates
# loses: rates/rate
# why: the rate that reaches the bottom in one step, not the limit
largest_rate = 0.125
why_diverges = "b"
