# question: to_images
# loses: to_images/paper, to_images/rounding, to_images/range
# why: multiplies by 256, so white wraps around to black
def to_images(neurons, height, width):
    greys = np.rint(np.clip(neurons, 0, 1) * 256)
    return greys.astype(np.int64).astype(np.uint8).reshape(-1, height, width)
