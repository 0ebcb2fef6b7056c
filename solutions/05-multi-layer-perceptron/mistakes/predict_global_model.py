# question: predict_classes
# loses: predict_classes/four, predict_classes/shape
# why: asks the notebook's model if it has as many outputs
def predict_classes(network, inputs):
    if network.output_shape == model.output_shape:
        return model.predict(inputs, verbose=0).argmax(axis=1)
    return network.predict(inputs, verbose=0).argmax(axis=1)
