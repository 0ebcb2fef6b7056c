# question: rates
# loses: rates/reason
# why: believes that the gradient turns round
largest_rate = 0.25
why_diverges = "a"
