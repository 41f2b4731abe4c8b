"""IDX, the format of the MNIST files: a magic number whose last byte counts the dimensions, their sizes, then the data."""

import gzip
from pathlib import Path

import numpy as np


class IdxError(ValueError):
    """The file is missing, or is not what it should be, in words for the user."""


def read_idx(file: Path) -> np.ndarray:
    """The unsigned bytes of `file`, or of `file`.gz."""
    packed = file.with_name(file.name + ".gz")
    if file.is_file():
        content = file.read_bytes()
    elif packed.is_file():
        content = gzip.decompress(packed.read_bytes())
    else:
        raise IdxError(f"{file} does not exist, nor does {packed.name}")
    if content[:3] != b"\0\0\x08":
        raise IdxError(f"{file} is not an IDX file of unsigned bytes")
    dimensions = content[3]
    data = 4 + 4 * dimensions
    shape = np.frombuffer(content[4:data], ">u4")
    if len(shape) != dimensions or len(content) - data != int(np.prod(shape)):
        raise IdxError(f"{file} is cut short: {len(content)} bytes")
    return np.frombuffer(content, np.uint8, offset=data).reshape(shape)
