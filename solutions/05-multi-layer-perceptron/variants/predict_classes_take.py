# question: predict_classes
# why: takes the class numbers by the columns, and prints
def predict_classes(model, inputs):
    if (c := model.output_shape[-1]) < 2:
        raise ValueError("two classes at least")
    print("classes:", c)
    return np.arange(c)[model.predict(inputs, verbose=0).argmax(1)]
