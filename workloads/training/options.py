"""What a user may say of a run."""

import argparse
from pathlib import Path


def options(argv: list[str] | None = None) -> argparse.Namespace:
    """Reads the command line. Wrong use ends the process with code 2, which no restart can mend."""
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Trains one model on the processes that TF_CONFIG (TensorFlow) or JAX_COORDINATOR_ADDRESS (JAX) names.",
        epilog="Example: python -m training --model cnn --data /data/mnist --epochs 6 --checkpoints /checkpoints/mnist",
    )
    parser.add_argument("--model", choices=["cnn", "rnn", "transformer"], required=True)
    parser.add_argument("--optimizer", choices=["sgd", "adam", "adamw"], default="adam")
    parser.add_argument(
        "--strategy",
        choices=["data", "parameter-server", "model"],
        default="data",
        help="each process has the whole model (data), servers hold it (parameter-server), or the processes divide it (model)",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="MNIST's IDX files; the sequence models make their own data")
    parser.add_argument("--epochs", type=positive, default=6)
    parser.add_argument("--batch-size", type=positive, default=256, help="of all processes together (default 256)")
    parser.add_argument("--learning-rate", type=float, help="default: as suits the optimizer")
    parser.add_argument("--checkpoints", type=Path, metavar="DIR", help="where to save, and to resume from; shared by all processes")
    parser.add_argument("--checkpoint-seconds", type=positive, default=600, help="between checkpoints (default 600)")
    parser.add_argument("--export", type=Path, metavar="FILE", help="write the trained model here, as .keras")
    parser.add_argument("--target-accuracy", type=float, help="end with code 1 where the test accuracy is below this")
    parser.add_argument("--processes-per-node", type=positive, default=1, help="one for each of the node's accelerators")
    parser.add_argument("--metrics-port", type=int, default=0, help="serve Prometheus metrics there (default: not at all)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number
