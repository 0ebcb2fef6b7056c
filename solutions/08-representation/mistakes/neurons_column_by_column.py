# question: to_neurons
# loses: to_neurons/order
# why: rows and columns swapped
def to_neurons(images):
    return images.transpose(0, 2, 1).reshape(len(images), -1).astype(np.float32) / 255
