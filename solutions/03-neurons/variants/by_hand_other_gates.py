# question: by_hand
# why: x but not y, or y but not x
by_hand = np.array([10.0, -10.0, -5.0, -10.0, 10.0, -5.0, 1.5, 1.5, 3.0])
