# question: largest_x
# loses: largest_x/form, largest_x/value
# why: writes the number in quotes
largest_x = "0.001"
