# question: predict_classes
# loses: predict_classes/shape, predict_classes/four
# why: class numbers as floats
def predict_classes(model, inputs):
    return np.argmax(model.predict(inputs, verbose=0), axis=1).astype(float)
