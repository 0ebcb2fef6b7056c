# question: why_precision
# loses: why_precision/letter, why_precision/answer
# why: a sentence instead of a letter
why_precision = "there are more negative points"
