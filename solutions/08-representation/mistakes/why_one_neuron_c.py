# question: why_one_neuron
# loses: why_one_neuron/choice
# why: the squared error works with every differentiable output
why_one_neuron = "c"
