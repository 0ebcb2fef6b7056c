# question: largest_x
# loses: largest_x/value
# why: is off by a factor of ten
largest_x = 0.01
