# question: predict_classes
# loses: predict_classes/four
# why: a single point gives a number
def predict_classes(model, inputs):
    return np.argmax(np.squeeze(model.predict(inputs, verbose=0)), axis=-1)
