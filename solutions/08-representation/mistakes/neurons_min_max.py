# question: to_neurons
# loses: to_neurons/order
# why: each picture is stretched to the whole range
def to_neurons(images):
    flat = images.reshape(len(images), -1).astype(np.float32)
    low, high = flat.min(axis=1, keepdims=True), flat.max(axis=1, keepdims=True)
    return (flat - low) / np.maximum(high - low, 1)
