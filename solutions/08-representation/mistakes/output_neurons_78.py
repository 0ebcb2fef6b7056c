# question: output_neurons
# loses: output_neurons/number
# why: the speed forgotten
output_neurons = 78
