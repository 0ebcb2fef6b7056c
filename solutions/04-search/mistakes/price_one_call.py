# question: price
# loses: price/number
# why: one call per parameter, as for a difference to one side
price = 3 * 16 + 17 * 32 + 33 * 2
