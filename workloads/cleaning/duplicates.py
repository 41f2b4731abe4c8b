"""Rows that say the same as another: exactly, or nearly, as a text of which most is the same."""

import hashlib

from datasketch import MinHash
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

PERMUTATIONS = 128
SEED = 1
#: How sure a pair that is just alike enough shares a band. Comparison removes false candidates; nothing brings back a missed one.
RECALL = 0.995


def judge_exact(frame: DataFrame, names: list[str]) -> DataFrame:
    """Adds `_reasons` and `_like`, the row that a duplicate repeats: the least by `_row` is kept."""
    said = F.sha2(F.to_json(F.struct(*(normal(name, kind) for name, kind in frame.select(*names).dtypes))), 256)
    # Rows that say nothing there are the same only where they are in everything.
    nothing = F.coalesce(*(F.col(name).cast("string") for name in names)).isNull()
    said = F.when(nothing, F.col("_row")).otherwise(said)
    same = Window.partitionBy("_said").orderBy("_row")
    again = F.row_number().over(same) > 1
    ranked = frame.withColumn("_said", said).withColumns({"_again": again, "_first": F.first("_row").over(same)})
    marks = {"_reasons": reasons(F.col("_again"), "duplicate"), "_like": F.expr("if(_again, _first, null)")}
    return ranked.withColumns(marks).drop("_said", "_again", "_first")


def normal(name: str, kind: str):
    """A column without what does not count in a comparison."""
    return F.lower(F.trim(F.regexp_replace(name, r"\s+", " "))).alias(name) if kind == "string" else F.col(name)


def judge_near(frame: DataFrame, column: str, similarity: float, shingle: int) -> DataFrame:
    """Adds `_reasons` and `_like`. Texts that share a band of their MinHash signatures are compared exactly; of two that are
    alike, the one with the lesser `_row` is kept."""
    texts = frame.select("_row", F.col(column).alias("_text")).where("_text is not null")
    alike_enough = F.udf(lambda one, other: jaccard(one, other, shingle) >= similarity, T.BooleanType())
    compared = (
        candidates(texts, similarity, shingle)
        .join(texts.withColumnsRenamed({"_row": "_one", "_text": "_one_text"}), "_one")
        .join(texts.withColumnsRenamed({"_row": "_other", "_text": "_other_text"}), "_other")
        .where(alike_enough("_one_text", "_other_text"))
    )
    alike = compared.groupBy(F.col("_other").alias("_row")).agg(F.min("_one").alias("_like"))
    judged = frame.join(alike, "_row", "left")
    return judged.withColumn("_reasons", reasons(F.col("_like").isNotNull(), "near duplicate"))


def candidates(texts: DataFrame, similarity: float, shingle: int) -> DataFrame:
    """Pairs (`_one` < `_other`) of rows that share a band. Each member of a band is paired with its first and with the one before
    it, not with all: a band of a million equal texts has two million pairs."""
    rows = rows_of_band(similarity)
    keys = F.udf(lambda text: band_keys(text, rows, shingle), T.ArrayType(T.LongType()))
    banded = texts.select("_row", F.posexplode(keys("_text")).alias("_band", "_key"))
    together = Window.partitionBy("_band", "_key").orderBy("_row")
    nearest = F.array(F.first("_row").over(together), F.lag("_row").over(together))
    pairs = banded.select(F.col("_row").alias("_other"), nearest.alias("_ones"))
    return pairs.select(F.explode("_ones").alias("_one"), "_other").where("_one < _other").distinct()


def rows_of_band(similarity: float) -> int:
    """The most values of a signature that a band may hold: the more, the fewer false candidates. Two texts have each value in
    common with the probability of their similarity (Leskovec et al., Mining of Massive Datasets, 3.4)."""

    def shares_a_band(rows: int) -> float:
        return 1 - (1 - similarity**rows) ** (PERMUTATIONS // rows)

    return max(rows for rows in range(1, PERMUTATIONS + 1) if shares_a_band(rows) >= RECALL)


def band_keys(text: str, rows: int, shingle: int) -> list[int]:
    """A key for each band of the text's MinHash signature."""
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update_batch([each.encode() for each in shingles(text, shingle)])
    bands = PERMUTATIONS // rows
    signature = sketch.hashvalues[: bands * rows].reshape(bands, rows)
    digests = (hashlib.blake2b(band.tobytes(), digest_size=8).digest() for band in signature)
    return [int.from_bytes(digest, "little", signed=True) for digest in digests]


def shingles(text: str, size: int) -> set[str]:
    """Every run of `size` words, in lower case; of a shorter text, the text."""
    words = text.lower().split()
    return {" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))}


def jaccard(one: str, other: str, shingle: int) -> float:
    first, second = shingles(one, shingle), shingles(other, shingle)
    return len(first & second) / len(first | second)


def reasons(condition, reason: str):
    return F.when(condition, F.array(F.lit(reason))).otherwise(F.array().cast("array<string>"))
