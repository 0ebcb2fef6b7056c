# question: slopes
# loses: slopes/relu
# why: mistakes the convention of libraries for the mathematics
sigmoid_slope = 0.25
softplus_slope = 0.5
relu_slope = "a"
