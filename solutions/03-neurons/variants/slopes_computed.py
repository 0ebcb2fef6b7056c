# question: slopes
# why: computed with the functions themselves
sigmoid_slope = float(sigmoid(0.0) * (1 - sigmoid(0.0)))
softplus_slope = float(sigmoid(0.0))
relu_slope = "d"
