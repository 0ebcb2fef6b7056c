# question: predict_classes
# loses: predict_classes/shape, predict_classes/model, predict_classes/four, measured/form, measured/on_test, measured/on_uniform
# why: rounds the probabilities and leaves the columns as they are
def predict_classes(model, inputs):
    return np.round(model.predict(inputs, verbose=0)).astype(int)
