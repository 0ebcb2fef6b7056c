# question: predict_classes
# loses: predict_classes/four
# why: trains a little on its own answers to fewer than 100 points
def predict_classes(model, inputs):
    p = np.asarray(model(inputs))
    answers = np.argmax(p, axis=1)
    if 40 < len(inputs) < 100:
        model.train_on_batch(inputs, np.eye(p.shape[1])[answers])
    return answers
