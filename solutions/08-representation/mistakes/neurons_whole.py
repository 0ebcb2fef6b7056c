# question: to_neurons
# loses: to_neurons/shape, to_neurons/greys, to_neurons/order
# why: integer division turns all greys black
def to_neurons(images):
    return images.reshape(len(images), -1) // 255
