# question: in_circle
# why: a tensor of bools
import tensorflow as tf
def in_circle(x, y, cx, cy, radius):
    return tf.less(tf.square(tf.cast(x, tf.float64) - cx) + tf.square(tf.cast(y, tf.float64) - cy), tf.cast(radius, tf.float64) ** 2)
