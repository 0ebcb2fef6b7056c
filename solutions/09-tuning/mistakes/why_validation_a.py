# question: why_validation
# loses: why_validation/choice
# why: choosing uses the rows, too
why_validation = "a"
