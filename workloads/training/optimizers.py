"""The article's optimizers, with step sizes that suit these models. docs/training.md has their formulas."""

import math

import keras

#: SGD's suits the size of a model's gradients; Adam's own scale them.
SGD_RATES = {"cnn": 0.05, "rnn": 0.5, "transformer": 0.05}
ADAM_RATE = 0.001


def optimizer(name: str, rate: float) -> keras.optimizers.Optimizer:
    """SGD with momentum 0.9, Adam, or AdamW with decoupled weight decay 0.01."""
    if name == "sgd":
        return keras.optimizers.SGD(rate, momentum=0.9)
    if name == "adam":
        return keras.optimizers.Adam(rate)
    return keras.optimizers.AdamW(rate, weight_decay=0.01)


def base_rate(name: str, model: str, chosen: float | None) -> float:
    """The rate to start from: the user's, or the one that suits."""
    if chosen is not None:
        return chosen
    return SGD_RATES[model] if name == "sgd" else ADAM_RATE


def cosine(base: float, done: float) -> float:
    """The rate when `done`, 0 to 1, of the steps are done: it falls from `base` to 0 along half a cosine."""
    return base * 0.5 * (1 + math.cos(math.pi * done))
