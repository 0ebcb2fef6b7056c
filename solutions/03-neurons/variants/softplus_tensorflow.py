# question: softplus
# why: TensorFlow's softplus
import tensorflow as tf
def softplus(z):
    return tf.nn.softplus(tf.cast(z, tf.float64)).numpy()
