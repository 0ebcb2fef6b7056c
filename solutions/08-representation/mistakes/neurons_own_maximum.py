# question: to_neurons
# loses: to_neurons/order
# why: each set of pictures is scaled by its own brightest pixel
def to_neurons(images):
    flat = images.reshape(len(images), -1).astype(np.float32)
    return flat / max(float(flat.max()), 1.0)
