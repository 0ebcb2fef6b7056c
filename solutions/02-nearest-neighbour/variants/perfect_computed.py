# question: why_perfect
# why: runs the experiment instead of predicting it
why_perfect = "c"
coin = np.random.default_rng(9).permutation(train_labels[:50])
learner = one_nn(train[:50], coin)
shuffled_accuracy = float(np.mean([learner(p) == c for p, c in zip(train[:50], coin)]))
