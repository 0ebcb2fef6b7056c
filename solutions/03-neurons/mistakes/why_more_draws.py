# question: why_not_one
# loses: why_not_one/reason
# why: believes that the search was too short
error_of_half = 0.5
why_not_one = "a"
