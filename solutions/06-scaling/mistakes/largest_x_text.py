# question: largest_x
# loses: largest_x/form, largest_x/value
# why: writes text instead of a number
largest_x = "1/1000"
