# question: interpret
# loses: interpret/rows
# why: squeezes the single output of each row, which turns one row into a number
def with_one_output(model):
    """Return a network with one output, the probability of class 1 that the given one finds."""
    last = keras.layers.Lambda(lambda chances: chances[:, 1:], output_shape=(1,))
    one = keras.Sequential([keras.Input(train_inputs.shape[1:]), model, last])
    one.compile(loss="binary_crossentropy")
    return one


models = [with_one_output(model) for model in models]


def interpret(outputs):
    return np.asarray(outputs.squeeze() > 0.5).astype(int)
