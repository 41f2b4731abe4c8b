"""The processes divide the model: each holds a part of every large matrix, and they exchange activations within each layer."""

import os
from argparse import Namespace

import jax
import keras
import numpy as np
from keras import distribution

from training.failure import UserError
from training.flops import training_flops
from training.optimizers import base_rate, cosine, optimizer
from training.tasks import Task, task
from training.telemetry import Telemetry

#: Which dimension of a layer's kernel is divided. Expanding layers divide their outputs and contracting ones their inputs, so
#: that one exchange a pair is enough (tensor parallelism as in Megatron-LM).
COLUMNS = (None, "model")
ROWS = ("model", None)
LAYOUTS = {
    r"embedding.*embeddings": COLUMNS,
    r"expand_.*kernel": COLUMNS,
    r"contract_.*kernel": ROWS,
    r"attention_.*(query|key|value).*kernel": (None, "model", None),
    r"attention_.*attention_output.*kernel": ("model", None, None),
    r"lstm.*kernel": COLUMNS,
    r"dense.*kernel": ROWS,
}


def train(options: Namespace) -> int:
    processes = int(os.environ.get("JAX_NUM_PROCESSES", "1"))
    process = int(os.environ.get("JAX_PROCESS_ID", "0"))
    if processes > 1:
        if "JAX_COORDINATOR_ADDRESS" not in os.environ:
            raise UserError("--strategy model with JAX_NUM_PROCESSES needs JAX_COORDINATOR_ADDRESS, host:port of process 0")
        jax.distributed.initialize(os.environ["JAX_COORDINATOR_ADDRESS"], processes, process)
    devices = len(jax.devices())
    keras.utils.set_random_seed(options.seed)
    mesh = distribution.DeviceMesh((1, devices), ["batch", "model"], jax.devices())
    layouts = distribution.LayoutMap(mesh)
    for path, axes in LAYOUTS.items():
        layouts[path] = distribution.TensorLayout(axes, mesh)
    distribution.set_distribution(distribution.ModelParallel(layout_map=layouts, batch_dim_name="batch", auto_shard_dataset=False))

    what = task(options.model, options.data, options.seed)
    model = what.model()
    telemetry = Telemetry(process, options, training_flops(model), devices)
    rate = base_rate(options.optimizer, options.model, options.learning_rate)
    model.compile(
        optimizer=optimizer(options.optimizer, rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    telemetry.event("start", processes=devices, divided=divided(model), resumed=False)
    return fit(model, what, rate, options, telemetry, process == 0)


def divided(model: keras.Model) -> float:
    """The part of the parameters that no process holds whole."""
    sizes = {True: 0, False: 0}
    for variable in model.trainable_variables:
        sizes[not variable.value.sharding.is_fully_replicated] += int(np.prod(variable.shape))
    return round(sizes[True] / (sizes[True] + sizes[False]), 3)


def fit(model: keras.Model, what: Task, rate: float, options: Namespace, telemetry: Telemetry, chief: bool) -> int:
    for epoch in range(options.epochs):
        model.optimizer.learning_rate = cosine(rate, epoch / options.epochs)
        history = model.fit(*what.train, batch_size=options.batch_size, verbose=0, shuffle=True)
        count = len(what.train[0]) // options.batch_size
        telemetry.steps((epoch + 1) * count, count, count * options.batch_size, history.history["loss"][0])
    loss, accuracy = model.evaluate(*what.test, batch_size=options.batch_size, verbose=0)
    telemetry.event("result", loss=round(loss, 4), accuracy=round(accuracy, 4), floor=what.floor and round(what.floor, 4))
    if options.export and chief:
        model.save(options.export)
    return 1 if options.target_accuracy and accuracy < options.target_accuracy else 0
