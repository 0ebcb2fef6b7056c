# question: to_neurons
# loses: to_neurons/greys, to_neurons/order
# why: divides by 256, so white is not 1
def to_neurons(images):
    return images.reshape(len(images), -1).astype(np.float32) / 256
