"""`python -m serving online` answers requests; `python -m serving batch` answers for a data set."""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np

#: Wrong input or use: starting again cannot help, and the rendered job does not.
USER_ERROR = 2


def options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m serving")
    commands = parser.add_subparsers(dest="command", required=True)
    online = commands.add_parser("online", help="answer HTTP requests", description="Serves a trained model over HTTP.")
    online.add_argument("--name", default="model", help="as in /v1/models/NAME:predict (default model)")
    online.add_argument("--port", type=int, default=8000)
    online.add_argument("--drain-seconds", type=float, default=10, help="to go on answering after SIGTERM (default 10)")
    batch = commands.add_parser("batch", help="answer for a data set", description="Classifies MNIST images, a shard a process.")
    batch.add_argument("--images", type=Path, required=True, metavar="FILE", help="an IDX file of images")
    batch.add_argument("--labels", type=Path, metavar="FILE", help="once every part is there, say how many are right")
    batch.add_argument("--output", type=Path, required=True, metavar="DIR")
    batch.add_argument("--shard", type=int, default=int(os.environ.get("JOB_COMPLETION_INDEX", "0")))
    batch.add_argument("--shards", type=int, default=1)
    for command in (online, batch):
        command.add_argument("--model", type=Path, required=True, metavar="FILE", help="a .keras file that training exported")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    chosen = options(argv)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    if not chosen.model.is_file():
        print(f"serving: {chosen.model} does not exist: --model names a .keras file", file=sys.stderr)
        return USER_ERROR
    if chosen.command == "online":
        from serving.online import serve

        return serve(chosen.model, chosen.name, chosen.port, chosen.drain_seconds)
    return batch(chosen)


def batch(chosen: argparse.Namespace) -> int:
    from idx import IdxError, read_idx
    from serving.batch import IncompleteError, merged, predict_shard

    try:
        images = read_idx(chosen.images)[..., None] / np.float32(255)
        predict_shard(chosen.model, images, chosen.output, chosen.shard, chosen.shards)
        if chosen.labels:
            right = merged(chosen.output, len(images)) == read_idx(chosen.labels)
            print(json.dumps({"event": "result", "instances": len(right), "accuracy": float(right.mean())}))
    except (IdxError, IncompleteError) as error:
        print(f"serving: {error}", file=sys.stderr)
        return USER_ERROR if isinstance(error, IdxError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
