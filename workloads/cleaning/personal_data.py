"""Finds personal data in text by its form and its check digits, and replaces it."""

import ipaddress
import re
from collections.abc import Callable, Iterator

import phonenumbers
from stdnum import iban, luhn
from stdnum.us import ssn

Spans = Iterator[tuple[int, int]]


def matching(pattern: str, valid: Callable[[str], bool] = lambda _: True) -> Callable[[str, str], Spans]:
    compiled = re.compile(pattern)
    return lambda text, _: (match.span() for match in compiled.finditer(text) if valid(match[0]))


def is_address(text: str) -> bool:
    try:
        return not ipaddress.ip_address(text).is_unspecified
    except ValueError:
        return False


#: The library's search is slow, and most texts have no digits to look at.
SEVEN_DIGITS = re.compile(r"\d(?:[\s().+/-]{0,3}\d){6}")


def phones(text: str, region: str) -> Spans:
    if not SEVEN_DIGITS.search(text):
        return iter(())
    return ((match.start, match.end) for match in phonenumbers.PhoneNumberMatcher(text, region))


#: In this order: what one kind has taken, the next does not see.
FINDERS: dict[str, Callable[[str, str], Spans]] = {
    "email": matching(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+"),
    "iban": matching(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", iban.is_valid),
    "card": matching(r"(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])", lambda text: luhn.is_valid(re.sub(r"\D", "", text))),
    "ssn": matching(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])", ssn.is_valid),
    "ip": matching(r"(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4})(?![\w:])", is_address),
    "phone": phones,
}


def masked(text: str | None, kinds: list[str], region: str) -> tuple[str | None, list[str]]:
    """The text with `<EMAIL>` and the like in place of what was found, and the kind of each find."""
    if not text:
        return text, []
    found = []
    for kind, find in FINDERS.items():
        if kind not in kinds:
            continue
        spans = list(find(text, region))
        found += [kind] * len(spans)
        for start, end in reversed(spans):
            text = f"{text[:start]}<{kind.upper()}>{text[end:]}"
    return text, found
