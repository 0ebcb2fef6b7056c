# question: largest_x
# why: a quotient
largest_x = 1 / 1000
