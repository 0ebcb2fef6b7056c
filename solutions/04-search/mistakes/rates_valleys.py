# question: rates
# loses: rates/rate, rates/reason
# why: mixes up divergence and valleys, and the slope with the rate
largest_rate = 8
why_diverges = "d"
