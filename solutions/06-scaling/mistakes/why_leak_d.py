# question: why_leak
# loses: why_leak/answer
# why: looks for the reason in the digits
why_leak = "d"
