# question: why_scale
# loses: why_scale/answer
# why: thinks of the number of values
why_scale = "a"
