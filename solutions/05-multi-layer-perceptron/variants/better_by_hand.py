# question: better
# why: built and trained without the functions of this notebook
keras.utils.set_random_seed(3)
better = keras.Sequential(
    [keras.Input((2,))] + [keras.layers.Dense(64, activation="relu") for _ in range(3)]
)
better.add(keras.layers.Dense(2, activation="softmax"))
better.compile(
    optimizer=keras.optimizers.Adam(0.005),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
better_losses = better.fit(train_inputs, train_labels, epochs=40, batch_size=64, verbose=0).history[
    "loss"
]
better_losses += better.fit(
    train_inputs, train_labels, epochs=20, batch_size=324, verbose=0
).history["loss"]
