# question: train
# why: a tf.data set, shuffled in each epoch
import tensorflow as tf

def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, list(range(model.output_shape[-1])))
    rows = tf.data.Dataset.from_tensor_slices((inputs.astype("float32"), targets))
    batches = rows.shuffle(len(inputs), reshuffle_each_iteration=True).batch(batch_size)
    return [float(v) for v in model.fit(batches, epochs=epochs, verbose=0).history["loss"]]
