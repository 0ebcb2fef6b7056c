# question: predict_classes
# loses: predict_classes/shape, predict_classes/model, predict_classes/four, measured/form, measured/on_test, measured/on_uniform
# why: the most probable point of each class instead of the most probable class of each point
def predict_classes(model, inputs):
    return np.argmax(model.predict(inputs, verbose=0), axis=0)
