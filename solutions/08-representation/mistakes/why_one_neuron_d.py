# question: why_one_neuron
# loses: why_one_neuron/choice
# why: the three classes are about equally large
why_one_neuron = "d"
