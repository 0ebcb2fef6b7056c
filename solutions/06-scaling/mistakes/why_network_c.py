# question: why_network
# loses: why_network/answer
# why: thinks that scaling can make classes separable
why_network = "c"
