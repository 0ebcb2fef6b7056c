# question: to_neurons
# why: one picture at a time
def to_neurons(images):
    rows = []
    for image in images:
        rows.append(np.concatenate([row / np.float32(255) for row in image.astype(np.float32)]))
    return np.array(rows, dtype=np.float32)
