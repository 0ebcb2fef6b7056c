# question: output_neurons
# loses: output_neurons/number
# why: one neuron for the speed, but only two letters
output_neurons = 53
