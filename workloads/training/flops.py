"""How much arithmetic a model takes: what its use of an accelerator is measured by."""

import math

import keras


def training_flops(model: keras.Model) -> int:
    """Floating-point operations of one sample's training step: 6 for each weight of a matrix, as often as it is applied.

    2 forward and 4 backward, once for each position (pixel or token) of a layer's output. Attention's products of activations
    and recomputation do not count. Source: Narayanan et al. 2021, arXiv:2104.04473; Chowdhery et al. 2022, arXiv:2204.02311,
    appendix B (model FLOPs utilisation).
    """
    return 6 * sum(matrix_weights(layer) * math.prod(layer.output.shape[1:-1]) for layer in model.layers)


def matrix_weights(layer: keras.layers.Layer) -> int:
    return sum(math.prod(weights.shape) for weights in layer.trainable_variables if "kernel" in weights.name)
