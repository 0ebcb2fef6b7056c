# question: to_images
# why: one pixel at a time
def to_images(neurons, height, width):
    images = np.zeros((len(neurons), height, width), dtype=np.uint8)
    for i, line in enumerate(neurons):
        for j, neuron in enumerate(line):
            images[i, j // width, j % width] = round(255 * min(max(float(neuron), 0.0), 1.0))
    return images
