# question: why_leak
# loses: why_leak/answer
# why: thinks that only labels can leak
why_leak = "a"
