# question: why_single
# loses: why_single/answer
# why: hopes for a deeper network
why_single = "a"
