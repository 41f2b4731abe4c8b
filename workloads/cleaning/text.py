"""Whether a text is prose in one of the languages asked for."""

#: Too little to tell a language by.
SHORT = 20


def text_faults(text: str | None, rules: dict) -> list[str]:
    """The quality rules that `text` breaks, by name. An empty text breaks none: `required` is the column's."""
    if not text or not text.strip():
        return []
    words = text.split()
    letters = sum(map(len, words))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    symbols = text.count("#") + text.count("...") + text.count("…")
    with_letters = sum(any(map(str.isalpha, word)) for word in words)
    broken = {
        "words": outside(len(words), rules["words"]),
        "word length": outside(letters / len(words), rules["wordLength"]),
        "symbols": symbols > rules["maxSymbols"] * len(words),
        "repeated lines": len(lines) - len(set(lines)) > rules["maxRepeatedLines"] * len(lines),
        "letters": with_letters < rules["minWordsWithLetters"] * len(words),
        "language": "languages" in rules and len(text) >= SHORT and language(text) not in rules["languages"],
    }
    return [name for name, is_broken in broken.items() if is_broken]


def outside(number: float, allowed: dict) -> bool:
    return not allowed.get("min", 0) <= number <= allowed.get("max", float("inf"))


def language(text: str) -> str:
    import py3langid  # loads its model at first use, once a process

    return py3langid.classify(text)[0]
