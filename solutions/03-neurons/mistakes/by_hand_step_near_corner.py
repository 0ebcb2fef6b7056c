# question: by_hand
# loses: by_hand/near
# why: the step lies close to the corner (0, 0)
by_hand = [40, 40, -6, 40, 40, -60, 1.5, -1.5, 0]
