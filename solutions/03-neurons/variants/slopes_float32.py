# question: slopes
# why: numbers of single precision
sigmoid_slope = np.float32(0.25)
softplus_slope = np.float32(0.5)
relu_slope = "d"
