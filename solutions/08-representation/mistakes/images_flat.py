# question: to_images
# loses: to_images/shape, to_images/paper, to_images/rounding, to_images/range
# why: the rows stay flat
def to_images(neurons, height, width):
    return np.rint(np.clip(neurons, 0, 1) * 255).astype(np.uint8)
