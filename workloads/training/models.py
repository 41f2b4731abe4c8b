"""The three model families. Written against Keras alone, so that each strategy may choose its backend."""

import keras
from keras import layers


def cnn(classes: int = 10) -> keras.Model:
    """Two convolutions and a dense layer: 28x28 grey images in, class logits out."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.25),
            layers.Dense(classes),
        ],
        name="cnn",
    )


def rnn(vocabulary: int, length: int, width: int = 64) -> keras.Model:
    """An LSTM that predicts each next token: [length] ids in, [length, vocabulary] logits out."""
    return keras.Sequential(
        [
            keras.Input((length,), dtype="int32"),
            layers.Embedding(vocabulary, width),
            layers.LSTM(width, return_sequences=True),
            layers.Dense(vocabulary),
        ],
        name="rnn",
    )


def transformer(vocabulary: int, length: int, width: int = 64, heads: int = 4, blocks: int = 2) -> keras.Model:
    """A decoder with pre-normalisation and causal attention: [length] ids in, [length, vocabulary] logits out."""
    tokens = keras.Input((length,), dtype="int32")
    hidden = layers.Embedding(vocabulary, width)(tokens) + PositionEmbedding(length, width)(tokens)
    for block in range(blocks):
        normal = layers.LayerNormalization()(hidden)
        attention = layers.MultiHeadAttention(heads, width // heads, name=f"attention_{block}")
        hidden = hidden + attention(normal, normal, use_causal_mask=True)
        normal = layers.LayerNormalization()(hidden)
        wide = layers.Dense(4 * width, activation="gelu", name=f"expand_{block}")(normal)
        hidden = hidden + layers.Dense(width, name=f"contract_{block}")(wide)
    logits = layers.Dense(vocabulary, name="logits")(layers.LayerNormalization()(hidden))
    return keras.Model(tokens, logits, name="transformer")


@keras.saving.register_keras_serializable("aidc")
class PositionEmbedding(layers.Layer):
    """A learned vector for each position."""

    def __init__(self, length: int, width: int, **options):
        super().__init__(**options)
        self.length = length
        self.width = width

    def build(self, _shape):
        self.table = self.add_weight(shape=(self.length, self.width), initializer="random_normal", name="table")

    def call(self, _tokens):
        return keras.ops.convert_to_tensor(self.table)

    def get_config(self):
        return {**super().get_config(), "length": self.length, "width": self.width}
