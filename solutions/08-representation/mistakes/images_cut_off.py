# question: to_images
# loses: to_images/rounding
# why: truncates instead of rounding
def to_images(neurons, height, width):
    return (np.clip(neurons, 0, 1) * 255).astype(np.uint8).reshape(-1, height, width)
