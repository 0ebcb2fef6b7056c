# question: softmax
# why: works in float32
def softmax(logits):
    z = np.asarray(logits, dtype=np.float32)
    z = z - np.max(z, axis=1)[:, np.newaxis]
    e = np.exp(z)
    return e / np.sum(e, axis=1)[:, np.newaxis]
