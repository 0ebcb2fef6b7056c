# question: slopes
# why: arrays without dimensions, as np.where makes them
sigmoid_slope = np.where(True, 0.25, 0.0)
softplus_slope = np.where(True, 0.5, 0.0)
relu_slope = "d"
