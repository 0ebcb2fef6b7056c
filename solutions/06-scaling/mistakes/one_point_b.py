# question: one_point
# loses: one_point/answer
# why: forgets that the range 0 is replaced by 1
one_point = "b"
