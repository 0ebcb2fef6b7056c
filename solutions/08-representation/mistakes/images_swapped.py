# question: to_images
# loses: to_images/shape, to_images/paper, to_images/rounding, to_images/range
# why: height and width swapped
def to_images(neurons, height, width):
    return np.rint(np.clip(neurons, 0, 1) * 255).astype(np.uint8).reshape(-1, width, height)
