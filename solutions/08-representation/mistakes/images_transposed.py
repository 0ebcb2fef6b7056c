# question: to_images
# loses: to_images/paper, to_images/rounding
# why: filled column by column, so the shape is right and the picture is not
def to_images(neurons, height, width):
    greys = np.rint(np.clip(neurons, 0, 1) * 255).astype(np.uint8)
    return greys.reshape(-1, width, height).transpose(0, 2, 1)
