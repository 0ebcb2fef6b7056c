# question: why_scale
# loses: why_scale/form, why_scale/answer
# why: writes the letter with its bracket
why_scale = "(b)"
