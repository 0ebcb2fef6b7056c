# question: by_hand
# loses: by_hand/corners
# why: the output neuron is too weak to reach 1
by_hand = [10, 10, -5, 10, 10, -15, 0.4, -0.4, 0]
