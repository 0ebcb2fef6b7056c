# question: to_neurons
# loses: to_neurons/shape, to_neurons/order
# why: all pictures end up in one line
def to_neurons(images):
    return images.reshape(1, -1).astype(np.float32) / 255
