# question: why_network
# loses: why_network/form, why_network/answer
# why: writes a sentence instead of a letter
why_network = "the origin, I think"
