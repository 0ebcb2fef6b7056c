# question: predict_classes
# loses: predict_classes/four
# why: a threshold on column 1, which knows two classes only
def predict_classes(model, inputs):
    return (model.predict(inputs, verbose=0)[:, 1] > 0.5).astype(int)
