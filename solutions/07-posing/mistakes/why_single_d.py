# question: why_single
# loses: why_single/answer
# why: blames the neurons
why_single = "d"
