# question: output_neurons
# loses: output_neurons/number
# why: one neuron per letter
output_neurons = 4
