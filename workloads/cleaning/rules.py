"""The rules file: YAML that rules.schema.json describes, and what it leaves out filled with the schema's defaults."""

import difflib
import json
import pkgutil
import re
from collections.abc import Iterator

import jsonschema
import yaml

from cleaning.failure import UserError

SCHEMA = json.loads(pkgutil.get_data("cleaning", "rules.schema.json"))

#: The columns that Spark gives a folder of images.
IMAGE_COLUMNS = {"path": {"type": "string"}, "content": {"type": "binary", "required": True}}


def columns_of(rules: dict) -> dict:
    """The output's columns, by name."""
    return IMAGE_COLUMNS if rules.get("format") == "images" else rules["columns"]


def parse_rules(text: str, name: str) -> dict:
    """The rules with their defaults. UserError names every problem with its line."""
    try:
        tree = yaml.compose(text, yaml.SafeLoader)
        rules = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise UserError(f"{name}{line}: not YAML: {getattr(error, 'problem', None) or error}") from None
    found = list(schema_problems(rules)) or list(meaning_problems(rules))
    if found:
        lines = (f"{name}:{line_of(tree, path)}: {'.'.join(map(str, path)) or 'rules'}: {what}" for path, what in found)
        raise UserError("\n".join(lines))
    return with_defaults(rules, SCHEMA)


def schema_problems(rules) -> Iterator[tuple[list, str]]:
    errors = jsonschema.Draft7Validator(SCHEMA).iter_errors(rules)
    for error in sorted(errors, key=lambda each: [str(step) for step in each.absolute_path]):
        yield list(error.absolute_path), error.message + suggestion(error)


def suggestion(error: jsonschema.ValidationError) -> str:
    """The key that a misspelt one may mean."""
    if error.validator != "additionalProperties" or not isinstance(error.instance, dict):
        return ""
    known = list(error.schema.get("properties", {}))
    strange = [key for key in error.instance if key not in known]
    near = difflib.get_close_matches(str(strange[0]), known, n=1) if strange else []
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def meaning_problems(rules: dict) -> Iterator[tuple[list, str]]:
    """What a schema cannot say: that names are of columns of the right type."""
    images = rules.get("format") == "images"
    if images and "columns" in rules:
        yield ["columns"], "images have the columns path and content, and no others"
        return
    if not images and "columns" not in rules:
        yield [], "columns is required"
        return
    columns = columns_of(rules)
    for name, column in columns.items():
        yield from column_problems(name, column)
    for path, name, kind in named_columns(rules):
        if name not in columns:
            near = difflib.get_close_matches(name, columns, n=1)
            yield path, f"no column {name}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(columns)}")
        elif kind and columns[name]["type"] != kind:
            yield path, f"column {name} is {columns[name]['type']}, and must be {kind}"


def named_columns(rules: dict) -> Iterator[tuple[list, str, str | None]]:
    """Where rules name a column, and the type it must have."""
    if "text" in rules:
        yield ["text", "column"], rules["text"]["column"], "string"
    if "images" in rules:
        yield ["images"], rules["images"].get("column", "content"), "binary"
    for index, name in enumerate(rules.get("personalData", {}).get("columns", [])):
        yield ["personalData", "columns", index], name, "string"
    duplicates = rules.get("duplicates", {})
    for index, name in enumerate(duplicates.get("exact", [])):
        yield ["duplicates", "exact", index], name, None
    if "near" in duplicates:
        yield ["duplicates", "near", "column"], duplicates["near"]["column"], "string"


#: What each rule of a column can be asked of.
ASKED_OF = {
    "minimum": {"integer", "number"},
    "maximum": {"integer", "number"},
    "outliers": {"integer", "number"},
    "length": {"string"},
    "pattern": {"string"},
    "values": {"string"},
}
VALUES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": str, "timestamp": str}


def column_problems(name: str, column: dict) -> Iterator[tuple[list, str]]:
    kind, place = column["type"], ["columns", name]
    for rule, kinds in ASKED_OF.items():
        if rule in column and kind not in kinds:
            yield [*place, rule], f"says nothing of a {kind}; it is for {' and '.join(sorted(kinds))}"
    if "pattern" in column and not is_pattern(column["pattern"]):
        yield [*place, "pattern"], f"{column['pattern']} is not a regular expression"
    fill = column.get("fill")
    if fill == "median" and kind not in ASKED_OF["outliers"]:
        yield [*place, "fill"], f"a {kind} has no median; give a value"
    elif isinstance(fill, dict) and (
        not isinstance(fill["value"], VALUES.get(kind, ())) or (kind != "boolean" and isinstance(fill["value"], bool))
    ):
        yield [*place, "fill", "value"], f"{fill['value']} is not a {kind}"
    if fill is not None and column.get("required"):
        yield [*place, "fill"], "a required column is never empty: drop required, or fill"


def is_pattern(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


def line_of(node: yaml.Node | None, path: list) -> int:
    """The line of the deepest node that stands in the file."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            entries = {key.value: (key, value) for key, value in node.value}
            if step not in entries:
                break
            node = entries[step][1]
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[step]
    return node.start_mark.line + 1 if node else 1


def with_defaults(value, schema: dict):
    """`value` with what `schema` gives for the keys that it lacks."""
    schema = resolved(schema)
    if not isinstance(value, dict):
        return value
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    filled = {key: spec["default"] for key, spec in properties.items() if "default" in spec} | value
    inner = {key: properties.get(key) or (others if isinstance(others, dict) else {}) for key in filled}
    return {key: with_defaults(each, inner[key]) for key, each in filled.items()}


def resolved(schema: dict) -> dict:
    reference = schema.get("$ref")
    return SCHEMA["definitions"][reference.rpartition("/")[2]] if reference else schema
