# question: to_images
# loses: to_images/range
# why: numbers outside [0, 1] wrap around
def to_images(neurons, height, width):
    return np.rint(np.asarray(neurons) * 255).astype(np.int64).astype(np.uint8).reshape(-1, height, width)
