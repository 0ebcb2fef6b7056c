# question: price
# loses: price/number
# why: forgets the biases
price = 2 * (2 * 16 + 16 * 32 + 32 * 2)
