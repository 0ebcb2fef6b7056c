# question: why_perfect
# why: a capital letter and an integer
why_perfect = "C"
shuffled_accuracy = 1
