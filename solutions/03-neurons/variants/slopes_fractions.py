# question: slopes
# why: fractions and a capital letter
sigmoid_slope = 1 / 4
softplus_slope = 1 / 2
relu_slope = "D"
