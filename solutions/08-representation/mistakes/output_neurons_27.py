# question: output_neurons
# loses: output_neurons/number
# why: all three letters on the same 26 neurons
output_neurons = 27
