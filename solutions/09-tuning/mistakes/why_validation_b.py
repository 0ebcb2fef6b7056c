# question: why_validation
# loses: why_validation/choice
# why: shuffling does not change which rows chose
why_validation = "b"
