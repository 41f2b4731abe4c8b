"""`python -m training`: what the rendered job runs in each pod."""

import importlib
import os
import sys

from training.failure import USER_ERROR, UserError
from training.launch import launch
from training.options import options

#: The module that trains by each strategy, and the backend that Keras runs on there.
STRATEGIES = {
    "data": ("training.strategies.data_parallel", "tensorflow"),
    "parameter-server": ("training.strategies.parameter_server", "tensorflow"),
    "model": ("training.strategies.model_parallel", "jax"),
}


def main(argv: list[str]) -> int:
    chosen = options(argv)
    if chosen.processes_per_node > 1:
        return launch(chosen.processes_per_node, argv, chosen.metrics_port)
    module, backend = STRATEGIES[chosen.strategy]
    os.environ["KERAS_BACKEND"] = backend
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        return importlib.import_module(module).train(chosen)
    except UserError as error:
        print(f"training: {error}", file=sys.stderr)
        return USER_ERROR


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    # Servers and collectives of TensorFlow keep threads that never end.
    os._exit(code)
