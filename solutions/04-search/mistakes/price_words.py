# question: price
# loses: price/form, price/number
# why: answers in words
price = "two per parameter"
