# question: why_perfect
# loses: why_perfect/reason, why_perfect/prediction
# why: thinks that balanced classes explain it, and that shuffled labels cannot be learned
why_perfect = "a"
shuffled_accuracy = 0.5
