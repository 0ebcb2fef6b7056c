# question: why_validation
# loses: why_validation/choice
# why: shuffling does not change which rows made the choice
why_validation = "b"
