# question: largest_x
# loses: largest_x/value
# why: divides by 1,001 instead of 1,000
largest_x = 1 / 1001
