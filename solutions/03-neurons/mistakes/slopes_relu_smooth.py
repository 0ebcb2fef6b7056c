# question: slopes
# loses: slopes/relu
# why: claims that ReLU is smooth, with the mean of both sides
sigmoid_slope = 0.25
softplus_slope = 0.5
relu_slope = "c"
