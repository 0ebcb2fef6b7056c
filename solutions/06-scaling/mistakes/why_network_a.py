# question: why_network
# loses: why_network/answer
# why: blames the floats
why_network = "a"
