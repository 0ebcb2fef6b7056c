# question: why_one_neuron
# loses: why_one_neuron/form, why_one_neuron/choice
# why: a sentence where a letter is asked for
why_one_neuron = "because it is smooth"
