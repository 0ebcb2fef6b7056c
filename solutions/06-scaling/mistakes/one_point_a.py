# question: one_point
# loses: one_point/answer
# why: thinks that one row cannot change the scale
one_point = "a"
