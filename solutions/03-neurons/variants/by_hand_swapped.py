# question: by_hand
# why: the two hidden neurons change places, with negated weights
by_hand = (12, 12, -18, -12, -12, 6, -2, -2, 0)
