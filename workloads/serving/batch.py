"""Answers for a whole data set, each process for its part. The last line of the run is the sum over all parts."""

import json
import os
from pathlib import Path

import numpy as np

from serving.model import Model


class IncompleteError(Exception):
    """Another shard has not written its part yet."""


def predict_shard(file: Path, images: np.ndarray, output: Path, shard: int, shards: int, batch: int = 1_000) -> None:
    """Writes this shard's classes, [index, class], to `output/part-<shard>.npy`; a part that is there is kept."""
    part = output / f"part-{shard:05}-of-{shards:05}.npy"
    if part.exists():
        print(json.dumps({"event": "kept", "part": part.name}), flush=True)
        return
    model = Model(file)
    indices = np.arange(shard, len(images), shards)
    classes = [
        model.probabilities(images[indices[start : start + batch]]).argmax(axis=1)
        for start in range(0, len(indices), batch)
    ]
    output.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: a reader never sees half a part.
    unfinished = part.with_suffix(".tmp")
    with unfinished.open("wb") as target:
        np.save(target, np.stack([indices, np.concatenate(classes)], axis=1))
    os.replace(unfinished, part)
    print(json.dumps({"event": "part", "part": part.name, "instances": len(indices)}), flush=True)


def merged(output: Path, count: int) -> np.ndarray:
    """The classes of all `count` instances in order. IncompleteError where a part is missing."""
    classes = np.full(count, -1)
    for part in sorted(output.glob("part-*.npy")):
        indices, found = np.load(part).T
        classes[indices] = found
    if (missing := int((classes < 0).sum())) > 0:
        raise IncompleteError(f"{missing} of {count} instances have no answer in {output}: a shard has not finished")
    return classes
