# question: to_images
# why: adds one half and truncates; clips at the end
def to_images(neurons, height, width):
    greys = np.floor(np.asarray(neurons, dtype=float) * 255 + 0.5)
    return np.minimum(np.maximum(greys, 0), 255).astype("uint8").reshape(len(neurons), height, width)
