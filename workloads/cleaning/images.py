"""Whether an image can be decoded, and is of the kind asked for."""

import io
import warnings

from PIL import Image, UnidentifiedImageError


def image_faults(content: bytes | None, rules: dict) -> list[str]:
    """The rules that the image breaks, by name. No image breaks none: `required` is the column's."""
    if content is None:
        return []
    try:
        with warnings.catch_warnings():
            # Pillow warns of an image that would take a machine's memory; here it is no image.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                image.verify()
            with Image.open(io.BytesIO(content)) as image:
                image.load()
                kind, size = image.format, image.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Warning):
        return ["corrupt image"]
    faults = []
    if kind not in rules["formats"]:
        faults.append("image format")
    if min(size) < rules["minPixels"]:
        faults.append("image size")
    return faults
