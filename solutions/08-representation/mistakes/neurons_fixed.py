# question: to_neurons
# loses: to_neurons/order
# why: assumes 768 pixels per picture when the number of values allows it
def to_neurons(images):
    n = 768 if images.size % 768 == 0 else images.shape[1] * images.shape[2]
    return (images.reshape(-1, n) / 255).astype(np.float32)
