# question: why_scale
# loses: why_scale/answer
# why: mistakes the range of the row for the range of the set
why_scale = "d"
