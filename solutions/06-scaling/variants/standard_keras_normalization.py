# question: standardise
# why: the Normalization layer of Keras, with constant columns by hand
def standardise(data, train):
    # Keras has a layer for it; constant columns by hand
    layer = keras.layers.Normalization(axis=-1)
    layer.adapt(train.astype("float32"))
    scaled = np.array(layer(data.astype("float32")))
    constant = train.max(axis=0) == train.min(axis=0)
    scaled[:, constant] = (data - train[0])[:, constant]
    return scaled
