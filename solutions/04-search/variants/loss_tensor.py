# question: loss
# why: with TensorFlow, which returns a tensor
import tensorflow as tf
def loss(w, inputs, targets):
    p = tf.sigmoid(tf.linalg.matvec(tf.constant(inputs), tf.constant(w[:-1])) + w[-1])
    return tf.reduce_mean((p - targets) ** 2)
