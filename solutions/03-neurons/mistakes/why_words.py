# question: why_not_one
# loses: why_not_one/form, why_not_one/half, why_not_one/reason
# why: answers in words
error_of_half = "one half"
why_not_one = "no straight line"
