# question: one_point
# loses: one_point/answer
# why: forgets that the smallest value is subtracted
one_point = "d"
