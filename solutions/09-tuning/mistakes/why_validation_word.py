# question: why_validation
# loses: why_validation/form, why_validation/choice
# why: a word where a letter is asked for
why_validation = "luck"
