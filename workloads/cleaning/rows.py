"""The rules that look at one row alone: form, types, ranges, text, images; and the masking of personal data."""

from collections.abc import Iterator

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from cleaning.images import image_faults
from cleaning.personal_data import masked
from cleaning.rules import columns_of
from cleaning.source import MALFORMED, is_empty, typed
from cleaning.text import text_faults

STRINGS = T.ArrayType(T.StringType())
MASKED = T.StructType([T.StructField("text", T.StringType()), T.StructField("kinds", STRINGS)])


def judge_rows(frame: DataFrame, rules: dict) -> DataFrame:
    """The columns with their types, and of each row `_row`, `_reasons` to set it aside, `_changes` made to it, and `_raw`: what
    it said, where its form or a type is wrong."""
    columns = columns_of(rules)
    frame = mask(frame, rules)
    values = {name: typed(F.col(name), column["type"]) for name, column in columns.items()}
    wrong_types = present(F.when(~is_empty(F.col(name)) & value.isNull(), f"type: {name}") for name, value in values.items())
    said = F.to_json(F.struct(*(name for name, column in columns.items() if column["type"] != "binary")))
    frame = frame.select(
        *(value.alias(name) for name, value in values.items()),
        F.when(F.col(MALFORMED).isNull(), wrong_types).alias("_types"),
        F.coalesce(MALFORMED, F.when(F.size(wrong_types) > 0, said)).alias("_raw"),
        "_row",
        "_changes",
    )
    faults = F.concat("_types", present(column_faults(columns)), *python_faults(rules))
    return frame.withColumn("_reasons", F.coalesce(faults, F.array(F.lit("malformed")))).drop("_types")


def mask(frame: DataFrame, rules: dict) -> DataFrame:
    """Replaces personal data in the columns that the rules name, and in lines that could not be read."""
    personal = rules.get("personalData")
    if not personal:
        return frame.withColumn("_changes", F.array().cast(STRINGS))
    find = F.udf(lambda text: masked(text, personal["kinds"], personal["region"]), MASKED)
    finds = {name: f"_masked_{name}" for name in [*personal["columns"], MALFORMED]}
    frame = frame.withColumns({found: find(name) for name, found in finds.items()})
    kinds = F.concat(*(F.col(found)["kinds"] for found in finds.values()))
    changes = F.transform(kinds, lambda kind: F.concat(F.lit("masked: "), kind))
    texts = {name: F.col(found)["text"] for name, found in finds.items()}
    return frame.withColumns({**texts, "_changes": changes}).drop(*finds.values())


def column_faults(columns: dict) -> Iterator[Column]:
    """For each rule of a column its reason, or null; a value of the wrong type breaks no other."""
    for name, rule in columns.items():
        value = F.col(name)
        if rule.get("required"):
            yield F.when(value.isNull() & ~F.array_contains("_types", f"type: {name}"), f"missing: {name}")
        if "minimum" in rule or "maximum" in rule:
            least, most = rule.get("minimum", float("-inf")), rule.get("maximum", float("inf"))
            yield F.when(~value.between(least, most), f"range: {name}")
        if "length" in rule:
            least, most = rule["length"].get("min", 0), rule["length"].get("max", float("inf"))
            yield F.when(~F.length(value).between(least, most), f"length: {name}")
        if "pattern" in rule:
            yield F.when(~value.rlike(rule["pattern"]), f"pattern: {name}")
        if "values" in rule:
            yield F.when(~value.isin(rule["values"]), f"value: {name}")


def python_faults(rules: dict) -> Iterator[Column]:
    """Arrays of the reasons that Python finds."""
    if text := rules.get("text"):
        yield F.udf(lambda value: text_faults(value, text), STRINGS)(text["column"])
    if images := rules.get("images"):
        yield F.udf(lambda value: image_faults(value, images), STRINGS)(images["column"])


def present(reasons) -> Column:
    """Those that are not null."""
    return F.filter(F.array(*reasons).cast(STRINGS), lambda reason: reason.isNotNull())
