# question: why_perfect
# loses: why_perfect/form, why_perfect/prediction
# why: gives the accuracy in percent
why_perfect = "c"
shuffled_accuracy = 100
