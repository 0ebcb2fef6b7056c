# question: confusion
# loses: confusion/shapes_differ
# why: does not compare the shapes, so NumPy stretches one array
def confusion(predicted, truth):
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    return (
        (predicted & truth).sum(),
        (~predicted & ~truth).sum(),
        (predicted & ~truth).sum(),
        (~predicted & truth).sum(),
    )
