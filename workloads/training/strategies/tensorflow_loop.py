"""The training loop that both of TensorFlow's strategies share."""

import time
from argparse import Namespace
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from training.optimizers import base_rate, cosine, optimizer
from training.tasks import Task
from training.telemetry import Telemetry


class Replicated:
    """A model, its optimizer and its progress, as a distribution strategy holds them."""

    def __init__(self, strategy: tf.distribute.Strategy, task: Task, options: Namespace):
        keras.utils.set_random_seed(options.seed)
        self.strategy = strategy
        self.rate = base_rate(options.optimizer, options.model, options.learning_rate)
        self.loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=None)
        with strategy.scope():
            self.model = task.model()
            self.optimizer = optimizer(options.optimizer, self.rate)
            self.optimizer.build(self.model.trainable_variables)
        self.completed = tf.Variable(0, dtype=tf.int64, name="completed_steps")
        self.checkpoint = tf.train.Checkpoint(model=self.model, optimizer=self.optimizer, completed=self.completed)

    def step(self, batch: tuple[tf.Tensor, tf.Tensor]) -> tf.Tensor:
        """One replica's part of a step: pull the variables, push the gradients. Returns its part of the mean loss."""
        loss, gradients = self.gradients(batch)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss

    def gradients(self, batch: tuple[tf.Tensor, tf.Tensor]) -> tuple[tf.Tensor, list[tf.Tensor]]:
        """What a replica computes by itself."""
        inputs, targets = batch
        with tf.GradientTape() as tape:
            losses = self.loss(targets, self.model(inputs, training=True))
            loss = tf.reduce_mean(losses) / self.strategy.num_replicas_in_sync
        return loss, tape.gradient(loss, self.model.trainable_variables)

    def set_rate(self, steps: int) -> None:
        """Lets the rate fall as the run goes on. By our own count of steps: workers without a lock lose some of Keras'."""
        self.optimizer.learning_rate = cosine(self.rate, int(self.completed) / steps)

    def plain_model(self, task: Task) -> keras.Model:
        """The model by itself, free of its strategy."""
        model = task.model()
        model.set_weights([np.array(local_value(variable)) for variable in self.model.weights])
        return model


def local_value(variable: keras.Variable):
    """What this process holds of a variable that a strategy spreads."""
    value = variable.value
    local = getattr(value, "values", None)
    return local[0] if isinstance(local, tuple) else value


class Checkpoints:
    """Saves under `directory` and resumes from what is there. The chief's copy counts; the others write beside it."""

    def __init__(self, checkpoint: tf.train.Checkpoint, directory: Path | None, seconds: float, chief: bool, process: int):
        self.checkpoint = checkpoint
        self.directory = directory
        self.seconds = seconds
        self.saved = time.monotonic()
        if directory:
            # A save reads variables that all processes own, so all save; only the chief's is kept for long.
            place = directory if chief else directory / f".process-{process}"
            self.manager = tf.train.CheckpointManager(checkpoint, str(place), max_to_keep=3 if chief else 1)

    def resume(self) -> bool:
        latest = self.directory and tf.train.latest_checkpoint(str(self.directory))
        if latest:
            self.checkpoint.restore(latest).assert_existing_objects_matched()
        return bool(latest)

    @property
    def due(self) -> bool:
        return bool(self.directory) and time.monotonic() - self.saved >= self.seconds

    def save(self) -> bool:
        if not self.directory:
            return False
        self.manager.save()
        self.saved = time.monotonic()
        return True


def batches(arrays: tuple[np.ndarray, np.ndarray], batch: int, seed: int, shard: int = 0, shards: int = 1) -> tf.data.Dataset:
    """This shard's samples for ever, in an order of their own in each epoch."""
    samples = tf.data.Dataset.from_tensor_slices(tuple(array[shard::shards] for array in arrays))
    size = len(arrays[0][shard::shards])
    return samples.shuffle(size, seed=seed, reshuffle_each_iteration=True).repeat().batch(batch).prefetch(2)


def evaluate(model: keras.Model, arrays: tuple[np.ndarray, np.ndarray]) -> tuple[float, float]:
    """Mean loss and accuracy."""
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    loss, accuracy = model.evaluate(*arrays, batch_size=1_000, verbose=0)
    return float(loss), float(accuracy)


def finish(model: keras.Model, task: Task, options: Namespace, telemetry: Telemetry) -> int:
    """Measures and exports the trained model. The code is 1 where it misses its target."""
    loss, accuracy = evaluate(model, task.test)
    telemetry.event("result", loss=round(loss, 4), accuracy=round(accuracy, 4), floor=task.floor and round(task.floor, 4))
    if options.export:
        options.export.parent.mkdir(parents=True, exist_ok=True)
        model.save(options.export)
    return 1 if options.target_accuracy and accuracy < options.target_accuracy else 0
