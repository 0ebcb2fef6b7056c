# question: why_one_neuron
# loses: why_one_neuron/choice
# why: more weights change the band but cannot remove it
why_one_neuron = "a"
