# question: to_images
# loses: to_images/range
# why: stretches the range of the numbers instead of clipping
def to_images(neurons, height, width):
    neurons = np.asarray(neurons, dtype=float)
    low, high = min(0.0, neurons.min()), max(1.0, neurons.max())
    return np.rint((neurons - low) / (high - low) * 255).astype(np.uint8).reshape(-1, height, width)
