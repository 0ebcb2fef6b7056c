# question: why_single
# loses: why_single/answer
# why: hopes for more rows
why_single = "b"
