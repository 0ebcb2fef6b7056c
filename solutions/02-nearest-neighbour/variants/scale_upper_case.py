# question: why_scale
# why: a capital letter
why_scale = "A"
