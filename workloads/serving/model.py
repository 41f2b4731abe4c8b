"""The trained model, loaded once and asked in batches."""

from pathlib import Path

import keras
import numpy as np


class Model:
    """A `.keras` file's classifier. Answers with probabilities."""

    def __init__(self, file: Path):
        self.network = keras.saving.load_model(file, compile=False)
        self.shape = tuple(self.network.input_shape[1:])
        # The first answer compiles the network: nobody's request should wait for that.
        self.probabilities(np.zeros((1, *self.shape), np.float32))

    def probabilities(self, inputs: np.ndarray) -> np.ndarray:
        """[n, *shape] in, [n, classes] out."""
        return keras.ops.convert_to_numpy(keras.ops.softmax(self.network(inputs, training=False)))
