"""What a model learns: its data, as NumPy arrays, and the model made for it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from idx import IdxError, read_idx
from training.failure import UserError


@dataclass(frozen=True)
class Task:
    """Inputs and integer targets; `model` makes a new model, whose outputs are logits over the targets."""

    train: tuple[np.ndarray, np.ndarray]
    test: tuple[np.ndarray, np.ndarray]
    model: Callable
    #: The least mean cross-entropy that any model can reach, nats; None where nobody knows.
    floor: float | None = None


def task(model: str, data: Path | None, seed: int) -> Task:
    """MNIST for the CNN; for the sequence models, sequences that a Markov chain makes."""
    from training import models

    if model == "cnn":
        if data is None:
            raise UserError("--model cnn reads MNIST: say where it is with --data DIR")
        return Task(train=mnist(data, "train"), test=mnist(data, "t10k"), model=models.cnn)
    chain = MarkovChain(vocabulary=16, seed=seed)
    length = 32
    make = {"rnn": models.rnn, "transformer": models.transformer}[model]
    return Task(
        train=chain.sequences(16_384, length, seed + 1),
        test=chain.sequences(2_048, length, seed + 2),
        model=lambda: make(chain.vocabulary, length),
        floor=chain.entropy(),
    )


def mnist(directory: Path, split: str) -> tuple[np.ndarray, np.ndarray]:
    """Images as [n, 28, 28, 1] in 0..1 and labels as [n]."""
    images = read(directory, f"{split}-images-idx3-ubyte").astype(np.float32)[..., None] / 255
    return images, read(directory, f"{split}-labels-idx1-ubyte").astype(np.int32)


def read(directory: Path, name: str) -> np.ndarray:
    try:
        return read_idx(directory / name)
    except IdxError as error:
        raise UserError(f"{error}. --data names the folder of MNIST's four IDX files") from None


class MarkovChain:
    """A random chain whose every token prefers a few successors: its entropy rate is what a perfect model would lose."""

    def __init__(self, vocabulary: int, seed: int):
        random = np.random.default_rng(seed)
        self.vocabulary = vocabulary
        self.transitions = random.dirichlet(np.full(vocabulary, 0.2), size=vocabulary)

    def sequences(self, count: int, length: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
        """Tokens, and the token that follows each."""
        random = np.random.default_rng(seed)
        tokens = np.empty((count, length + 1), np.int32)
        tokens[:, 0] = random.choice(self.vocabulary, size=count, p=self.stationary())
        cumulative = self.transitions.cumsum(axis=1)
        for position in range(length):
            draw = random.random((count, 1))
            following = (cumulative[tokens[:, position]] < draw).sum(axis=1)
            tokens[:, position + 1] = np.minimum(following, self.vocabulary - 1)
        return tokens[:, :-1], tokens[:, 1:]

    def stationary(self) -> np.ndarray:
        """How often each token occurs in the long run."""
        values, vectors = np.linalg.eig(self.transitions.T)
        vector = np.real(vectors[:, np.argmax(np.real(values))])
        return vector / vector.sum()

    def entropy(self) -> float:
        """Nats a token."""
        with np.errstate(divide="ignore", invalid="ignore"):
            surprise = np.where(self.transitions > 0, -self.transitions * np.log(self.transitions), 0)
        return float(self.stationary() @ surprise.sum(axis=1))
