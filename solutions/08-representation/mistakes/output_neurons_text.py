# question: output_neurons
# loses: output_neurons/form, output_neurons/number
# why: a string where a number is asked for
output_neurons = "3 * 26 + 1"
