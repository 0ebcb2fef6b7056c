# question: why_network
# loses: why_network/answer
# why: blames outliers, although there are none
why_network = "b"
