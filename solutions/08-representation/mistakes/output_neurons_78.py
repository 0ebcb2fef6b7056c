# question: output_neurons
# loses: output_neurons/number
# why: forgets the speed
output_neurons = 78
