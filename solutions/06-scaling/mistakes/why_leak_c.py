# question: why_leak
# loses: why_leak/answer
# why: confuses it with rows outside the range of the training data
why_leak = "c"
