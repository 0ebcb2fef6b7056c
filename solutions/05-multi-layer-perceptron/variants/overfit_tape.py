# question: overfit_one_batch
# why: its own loop with GradientTape and the model's optimiser
import tensorflow as tf

def overfit_one_batch(model, inputs, targets, steps):
    x, y = tf.constant(inputs, tf.float32), tf.constant(targets, tf.float32)
    losses = []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            value = model.compute_loss(x=x, y=y, y_pred=model(x, training=True))
        gradients = tape.gradient(value, model.trainable_variables)
        model.optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        losses.append(float(value))
    return losses
