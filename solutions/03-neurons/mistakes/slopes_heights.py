# question: slopes
# loses: slopes/sigmoid, slopes/softplus
# why: gives the heights at zero instead of the slopes
sigmoid_slope = 0.5
softplus_slope = 0.69
relu_slope = "d"
