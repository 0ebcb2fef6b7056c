# question: predict_classes
# loses: predict_classes/model, predict_classes/four, measured/on_test, measured/on_uniform, predict_classes/shape
# why: mistakes the probability of class 0 for that of class 1
def predict_classes(model, inputs):
    return (model.predict(inputs, verbose=0)[:, 0] > 0.5).astype(int)
