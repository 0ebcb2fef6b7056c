# question: why_single
# loses: why_single/form, why_single/answer
# why: writes the letter with its bracket
why_single = "(c)"
