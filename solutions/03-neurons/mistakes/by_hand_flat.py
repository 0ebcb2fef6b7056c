# question: by_hand
# loses: by_hand/near
# why: flat steps and a strong output: right at the corners, wrong beside them
by_hand = [2, 2, -1, 2, 2, -3, 3, -3, -0.7]
