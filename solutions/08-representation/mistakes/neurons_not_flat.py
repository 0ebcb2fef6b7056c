# question: to_neurons
# loses: to_neurons/shape, to_neurons/greys, to_neurons/order
# why: the pictures keep their rows and columns
def to_neurons(images):
    return images.astype(np.float32) / 255
