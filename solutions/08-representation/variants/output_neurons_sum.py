# question: output_neurons
# why: computed
output_neurons = 3 * 26 + 1
