# question: why_validation
# loses: why_validation/choice
# why: the luck does not carry over to new rows
why_validation = "c"
