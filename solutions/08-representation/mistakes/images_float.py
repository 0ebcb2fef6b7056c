# question: to_images
# loses: to_images/shape
# why: the greys stay floats
def to_images(neurons, height, width):
    return np.rint(np.clip(neurons, 0, 1) * 255).reshape(-1, height, width)
