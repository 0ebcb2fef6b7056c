# question: by_hand
# loses: by_hand/corners, by_hand/near
# why: this is OR: nothing takes the corner (1, 1) back
by_hand = [10, 10, -5, 10, 10, -15, 1.5, 0, 1.5]
