# question: why_perfect
# loses: why_perfect/reason
# why: thinks that the learner has understood the shape
why_perfect = "b"
shuffled_accuracy = 1.0
