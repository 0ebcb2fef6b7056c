# question: why_leak
# loses: why_leak/answer
# why: looks for the reason in the precision of floats
why_leak = "d"
