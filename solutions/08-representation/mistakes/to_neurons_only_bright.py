# question: to_neurons
# loses: to_neurons/order
# why: divided by 255 only if something is bright
def to_neurons(images):
    flat = images.reshape(len(images), -1).astype(np.float32)
    return flat / 255 if flat.max() > 1 else flat
