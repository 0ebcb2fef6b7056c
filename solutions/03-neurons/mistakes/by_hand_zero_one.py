# question: by_hand
# loses: by_hand/corners, by_hand/near
# why: forgets that tanh says -1 for no: the output of two equal answers is not 0
by_hand = [10, 10, -5, 10, 10, -15, 3, -6, 0]
