"""Servers hold the variables; each worker pulls them, and pushes its gradients without waiting for the others."""

import json
import os
import signal
from argparse import Namespace

import tensorflow as tf

from training.failure import INTERRUPTED, UserError
from training.flops import training_flops
from training.strategies.data_parallel import REPORT_EVERY, stop_asked
from training.strategies.tensorflow_loop import Checkpoints, Replicated, batches, finish
from training.tasks import Task, task
from training.telemetry import Telemetry


def train(options: Namespace) -> int:
    config = json.loads(os.environ.get("TF_CONFIG", "{}"))
    if not {"chief", "worker", "ps"} <= set(config.get("cluster", {})):
        raise UserError("--strategy parameter-server needs a TF_CONFIG whose cluster has chief, worker and ps")
    cluster = tf.distribute.cluster_resolver.TFConfigClusterResolver()
    if config["task"]["type"] != "chief":
        return serve(cluster)
    strategy = tf.distribute.ParameterServerStrategy(cluster)
    coordinator = tf.distribute.coordinator.ClusterCoordinator(strategy)
    what = task(options.model, options.data, options.seed)
    replicated = Replicated(strategy, what, options)
    checkpoints = Checkpoints(replicated.checkpoint, options.checkpoints, options.checkpoint_seconds, True, 0)
    workers = len(config["cluster"]["worker"])
    telemetry = Telemetry(0, options, training_flops(replicated.model), workers)

    resumed = checkpoints.resume()
    telemetry.event("start", processes=workers, step=int(replicated.completed), resumed=resumed)
    if not run(coordinator, workers, replicated, checkpoints, what, options, telemetry):
        return INTERRUPTED
    return finish(replicated.plain_model(what), what, options, telemetry)


def serve(cluster: tf.distribute.cluster_resolver.ClusterResolver) -> int:
    """A worker or a parameter server: it does what the chief asks until it is told to stop."""
    server = tf.distribute.Server(cluster.cluster_spec(), job_name=cluster.task_type, task_index=cluster.task_id, protocol="grpc")
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    server.join()
    return 0


def run(coordinator, workers: int, replicated: Replicated, checkpoints: Checkpoints, what: Task, options: Namespace, telemetry: Telemetry) -> bool:
    """Trains to the end, or to the checkpoint after the chief was asked to stop: False then."""
    completed = replicated.completed
    each = max(1, options.batch_size // workers)
    steps = options.epochs * (len(what.train[0]) // each)
    seed = options.seed + int(completed)
    dataset = coordinator.create_per_worker_dataset(lambda _=None: batches(what.train, each, seed))
    iterator = iter(dataset)

    @tf.function
    def step(iterator):
        return replicated.strategy.run(replicated.step, args=(next(iterator),))

    stopping = stop_asked()
    while int(completed) < steps:
        replicated.set_rate(steps)
        count = min(REPORT_EVERY * workers, steps - int(completed))
        # The coordinator hands each step to a worker that is free, and again to another when one is lost.
        losses = [coordinator.schedule(step, args=(iterator,)) for _ in range(count)]
        coordinator.join()
        completed.assign_add(count)
        done = int(completed)
        telemetry.steps(done, count, count * each, sum(float(loss.fetch()) for loss in losses) / count)
        if (stopping() or checkpoints.due or done == steps) and checkpoints.save():
            telemetry.checkpoint(done)
        if stopping() and done < steps:
            return False
    return True
