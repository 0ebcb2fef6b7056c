# question: slopes
# loses: slopes/form, slopes/sigmoid, slopes/softplus, slopes/relu
# why: answers in words
sigmoid_slope = "1/4"
softplus_slope = "1/2"
relu_slope = "none"
