# question: output_neurons
# loses: output_neurons/number
# why: one neuron of the speed but two letters only
output_neurons = 53
