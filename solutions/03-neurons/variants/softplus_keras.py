# question: softplus
# why: Keras's softplus, which takes floats only
import keras
def softplus(z):
    return keras.ops.convert_to_numpy(keras.ops.softplus(keras.ops.convert_to_tensor(z)))
