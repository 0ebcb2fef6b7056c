# question: why_network
# loses: why_network/answer
# why: blames outliers, of which there are none
why_network = "b"
