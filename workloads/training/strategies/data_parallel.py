"""Each process has the whole model and its own part of the data; after each step they add their gradients (all-reduce)."""

import json
import os
import signal
import time
from argparse import Namespace

import tensorflow as tf

from training.failure import INTERRUPTED
from training.flops import training_flops
from training.strategies.tensorflow_loop import Checkpoints, Replicated, batches, finish
from training.tasks import task
from training.telemetry import Telemetry

REPORT_EVERY = 50


def train(options: Namespace) -> int:
    process = json.loads(os.environ["TF_CONFIG"])["task"]["index"] if "TF_CONFIG" in os.environ else 0
    # A strategy must be made before any operation, or its processes do not find each other.
    strategy = tf.distribute.MultiWorkerMirroredStrategy() if "TF_CONFIG" in os.environ else tf.distribute.get_strategy()
    what = task(options.model, options.data, options.seed)
    replicated = Replicated(strategy, what, options)
    checkpoints = Checkpoints(replicated.checkpoint, options.checkpoints, options.checkpoint_seconds, process == 0, process)
    telemetry = Telemetry(process, options, training_flops(replicated.model), strategy.num_replicas_in_sync)

    resumed = checkpoints.resume()
    telemetry.event("start", processes=strategy.num_replicas_in_sync, step=int(replicated.completed), resumed=resumed)
    if not run(replicated, checkpoints, what.train, options, telemetry):
        return INTERRUPTED
    code = finish(replicated.plain_model(what), what, options, telemetry) if process == 0 else 0
    # A process that leaves looks like one that was lost: all leave together.
    strategy.reduce("SUM", strategy.run(lambda: tf.constant(1)), axis=None)
    return code


def run(replicated: Replicated, checkpoints: Checkpoints, samples, options: Namespace, telemetry: Telemetry) -> bool:
    """Trains to the end, or to the checkpoint after one of the processes was asked to stop: False then."""
    strategy, completed = replicated.strategy, replicated.completed
    steps = options.epochs * (len(samples[0]) // options.batch_size)
    each = max(1, options.batch_size // strategy.num_replicas_in_sync)
    seed = options.seed + int(completed)  # a resumed run sees the samples in a new order
    iterator = iter(
        strategy.distribute_datasets_from_function(
            lambda context: batches(samples, each, seed, context.input_pipeline_id, context.num_input_pipelines)
        )
    )

    @tf.function
    def step(wishes: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        def replica(batch, wishes):
            return replicated.step(batch), wishes

        loss, wishes = strategy.run(replica, args=(next(iterator), wishes))
        return strategy.reduce("SUM", loss, axis=None), strategy.reduce("SUM", wishes, axis=None)

    @tf.function
    def compute() -> tf.Tensor:
        """A step without its exchange."""
        return strategy.run(lambda batch: tf.linalg.global_norm(replicated.gradients(batch)[1]), args=(next(iterator),))

    def measure() -> None:
        begun = time.monotonic()
        strategy.experimental_local_results(compute())[0].numpy()
        telemetry.computed(time.monotonic() - begun)

    stopping = stop_asked()
    losses: list[float] = []
    replicated.set_rate(steps)
    compute()  # traces it: a measurement must not
    while int(completed) < steps:
        # What one process wishes all do, at the same step: they add their wishes as they add their gradients.
        loss, (stop, save) = step(tf.constant([stopping(), checkpoints.due], tf.int32))
        completed.assign_add(1)
        losses.append(float(loss))
        done = int(completed)
        if done % REPORT_EVERY == 0 or done == steps:
            telemetry.steps(done, len(losses), len(losses) * options.batch_size, sum(losses) / len(losses))
            losses = []
            replicated.set_rate(steps)
            measure()
        if (stop or save or done == steps) and checkpoints.save():
            telemetry.checkpoint(done)
        if stop and done < steps:
            return False
    return True


def stop_asked():
    """Whether SIGTERM has come: Kubernetes sends it before it takes the pod away."""
    asked = []
    signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
    return lambda: bool(asked)
