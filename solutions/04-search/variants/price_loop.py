# question: price
# why: added up layer by layer
price = 0
for before, neurons in ((2, 16), (16, 32), (32, 2)):
    price += 2 * neurons * (before + 1)
