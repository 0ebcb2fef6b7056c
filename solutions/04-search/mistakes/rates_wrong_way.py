# question: rates
# loses: rates/reason
# why: believes that the gradient turns around
largest_rate = 0.25
why_diverges = "a"
