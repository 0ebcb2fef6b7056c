# question: largest_x
# loses: largest_x/form, largest_x/value
# why: multiplies by the ratio of the units instead of dividing
largest_x = 1000
