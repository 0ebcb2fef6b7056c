# question: why_leak
# loses: why_leak/form, why_leak/answer
# why: writes a sentence instead of a letter
why_leak = "answer: b"
