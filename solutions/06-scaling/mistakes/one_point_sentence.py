# question: one_point
# loses: one_point/form, one_point/answer
# why: writes a sentence instead of a letter
one_point = "answer: c"
