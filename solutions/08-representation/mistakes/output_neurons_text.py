# question: output_neurons
# loses: output_neurons/form, output_neurons/number
# why: a text where a number is asked
output_neurons = "3 * 26 + 1"
