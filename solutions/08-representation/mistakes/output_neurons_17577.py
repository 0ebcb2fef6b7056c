# question: output_neurons
# loses: output_neurons/number
# why: one neuron for every possible plate
output_neurons = 17577
