# question: why_scale
# loses: why_scale/answer
# why: takes the range of the row for the range of the set
why_scale = "d"
