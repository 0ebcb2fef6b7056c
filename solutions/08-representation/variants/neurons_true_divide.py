# question: to_neurons
# why: divides first, lays out later
def to_neurons(images):
    n, height, width = images.shape
    return np.true_divide(images, 255, dtype=np.float32).reshape((n, height * width))
