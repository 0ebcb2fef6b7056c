# question: largest_x
# loses: largest_x/value
# why: thinks that each column is scaled to reach 1
largest_x = 1
