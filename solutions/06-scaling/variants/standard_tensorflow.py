# question: standardise
# why: tensorflow moments in float64
import tensorflow as tf


def standardise(data, train):
    t = tf.cast(tf.convert_to_tensor(train), tf.float64)
    mean, variance = tf.nn.moments(t, axes=[0])
    same = tf.reduce_max(t, axis=0) == tf.reduce_min(t, axis=0)
    deviation = tf.where(same, tf.ones_like(variance), tf.sqrt(variance))
    return ((tf.cast(tf.convert_to_tensor(data), tf.float64) - mean) / deviation).numpy()
