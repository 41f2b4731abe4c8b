"""Reads the input as rows of the rules' columns, every value as it stands in the file."""

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from cleaning.failure import UserError
from cleaning.files import Files
from cleaning.rules import columns_of

#: The line, where its format cannot read it.
MALFORMED = "_malformed"


def read(spark: SparkSession, path: str, rules: dict) -> DataFrame:
    """The rules' columns, `_malformed`, and `_row`: a hash of what the row says, so equal rows have the same.
    UserError where the input lacks a column."""
    names = list(columns_of(rules))
    frame = READERS[rules["format"]](spark, path, names)
    missing = [name for name in names if name not in frame.columns]
    if missing:
        there = ", ".join(name for name in frame.columns if name != MALFORMED)
        raise UserError(f"{path} has no column {', '.join(missing)}; it has {there}")
    if MALFORMED not in frame.columns:
        frame = frame.withColumn(MALFORMED, F.lit(None).cast("string"))
    said = F.to_json(F.struct(*names, MALFORMED))
    return frame.select(*names, MALFORMED, F.sha2(said, 256).alias("_row"))


def read_images(spark: SparkSession, path: str, _: list[str]) -> DataFrame:
    files = Files(spark)
    frame = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    # Within the input, so that a copy of the data set has the same rows.
    within = F.expr(f"substring(path, {len(files.full(path)) + 2})")
    # Spark passes over empty files, and they are rows too.
    empty = [(name.lstrip("/"), None) for name, size, _ in files.listing(path) if size == 0]
    return frame.select(within.alias("path"), "content").union(spark.createDataFrame(empty, "path string, content binary"))


def read_csv(spark: SparkSession, path: str, _: list[str]) -> DataFrame:
    header = spark.read.csv(path, header=True).columns
    return tolerant(spark, header).csv(path, header=True, escape='"', multiLine=True)


READERS = {
    "json": lambda spark, path, names: tolerant(spark, names).json(path),
    "csv": read_csv,
    "parquet": lambda spark, path, _: spark.read.parquet(path),
    "images": read_images,
}


def tolerant(spark: SparkSession, names: list[str]):
    """Reads every column as a string, and keeps the lines that it cannot read."""
    strings = T.StructType([T.StructField(name, T.StringType()) for name in [*names, MALFORMED]])
    return spark.read.schema(strings).option("mode", "PERMISSIVE").option("columnNameOfCorruptRecord", MALFORMED)


SPARK_TYPES = {
    "string": "string",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "binary": "binary",
}


def typed(value: Column, kind: str) -> Column:
    """The value as `kind`; null where it is empty or no such value."""
    cast = value.cast(SPARK_TYPES[kind])
    return {
        "string": F.when(~is_empty(value), cast),
        # A cast would cut 1.5 to 1.
        "integer": F.when(value.cast("string").rlike(r"^\s*[+-]?\d+\s*$"), cast),
        "number": F.when(~F.isnan(value.cast("double")), cast),
    }.get(kind, cast)


def is_empty(value: Column) -> Column:
    """Null, or nothing but white space."""
    return value.isNull() | (F.trim(value.cast("string")) == "")
