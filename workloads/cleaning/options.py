"""What a user may say of a run."""

import argparse


def options(argv: list[str]) -> argparse.Namespace:
    """Reads the command line. Wrong use ends the process with code 2."""
    parser = argparse.ArgumentParser(
        prog="python -m cleaning",
        description="Cleans a data set by rules. FOLDER/latest.json names what came of it. Paths are any that Hadoop reads.",
        epilog="Example: python -m cleaning --rules rules.yaml --input s3://raw/web --output s3://curated/web",
    )
    parser.add_argument("--rules", required=True, metavar="FILE", help="YAML, as rules.schema.json describes it")
    parser.add_argument("--input", required=True, metavar="PATH", help="a file or a folder")
    parser.add_argument("--output", required=True, metavar="FOLDER")
    parser.add_argument("--keep-runs", type=positive, default=2, metavar="N", help="results to keep, the newest (default 2)")
    return parser.parse_args(argv)


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number
