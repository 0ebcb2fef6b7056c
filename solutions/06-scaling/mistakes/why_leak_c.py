# question: why_leak
# loses: why_leak/answer
# why: mixes it up with rows outside the range of the training data
why_leak = "c"
