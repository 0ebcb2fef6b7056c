# question: why_scale
# loses: why_scale/form, why_scale/reason
# why: answers with a sentence
why_scale = "x is larger"
