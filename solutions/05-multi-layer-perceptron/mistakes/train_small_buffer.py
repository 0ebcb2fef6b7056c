# question: train
# loses: train/sorted
# why: shuffles in a small buffer, so sorted rows stay nearly sorted
import tensorflow as tf

def train(model, inputs, labels, epochs, batch_size):
    t = one_hot(labels, range(model.output_shape[-1]))
    data = tf.data.Dataset.from_tensor_slices((inputs.astype("float32"), t)).shuffle(8).batch(batch_size)
    return model.fit(data, epochs=epochs, verbose=0).history["loss"]
