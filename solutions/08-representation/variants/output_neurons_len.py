# question: output_neurons
# why: counted with the student's own encode
output_neurons = len(encode("AAA")) + 1
