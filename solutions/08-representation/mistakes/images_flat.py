# question: to_images
# loses: to_images/shape, to_images/paper
# why: the rows stay flat
def to_images(neurons, height, width):
    return np.rint(np.clip(neurons, 0, 1) * 255).astype(np.uint8)
