# question: price
# why: worked out on paper
price = 1316
