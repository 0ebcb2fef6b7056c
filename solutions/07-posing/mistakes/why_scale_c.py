# question: why_scale
# loses: why_scale/answer
# why: thinks of unseen values, which do not prevent scaling
why_scale = "c"
