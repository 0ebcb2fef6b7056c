# question: why_one_neuron
# why: a capital letter
why_one_neuron = "B"
