# question: why_one_neuron
# why: a stray space
why_one_neuron = " b"
