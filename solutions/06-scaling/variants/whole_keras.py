# question: min_max_scale
# why: keras.ops in float64, back to NumPy
def min_max_scale(data):
    x = keras.ops.cast(keras.ops.convert_to_tensor(data), "float64")
    low = keras.ops.min(x)
    span = keras.ops.max(x) - low
    span = keras.ops.where(span == 0, keras.ops.ones_like(span), span)
    return keras.ops.convert_to_numpy((x - low) / span)
