# question: one_nn
# loses: one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: uses the notebook's training data instead of its arguments
def one_nn(data, labels):
    def classify(point):
        distances = np.sum((train - point) ** 2, axis=1)
        return train_labels[np.argmin(distances)]

    return classify
