# question: rates
# loses: rates/form, rates/rate, rates/reason
# why: answers in words
largest_rate = "a quarter"
why_diverges = "it jumps"
