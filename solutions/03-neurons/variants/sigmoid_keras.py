# question: sigmoid
# why: Keras's sigmoid, which takes floats only
import keras
def sigmoid(z):
    return keras.ops.convert_to_numpy(keras.activations.sigmoid(keras.ops.convert_to_tensor(z)))
