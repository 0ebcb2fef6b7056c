# question: why_scale
# loses: why_scale/answer
# why: thinks of unseen values, which are no obstacle to scaling
why_scale = "c"
