# question: relu
# why: returns what TensorFlow returns
import tensorflow as tf
def relu(z):
    return tf.nn.relu(z)
