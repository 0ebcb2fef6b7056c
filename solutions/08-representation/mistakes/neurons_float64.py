# question: to_neurons
# loses: to_neurons/shape
# why: the default dtype float64
def to_neurons(images):
    return images.reshape(len(images), -1) / 255
