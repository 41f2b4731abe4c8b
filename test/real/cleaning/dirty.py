"""Makes a data set with known defects: `python dirty.py FOLDER ROWS SEED`.

FOLDER/documents/*.json are the rows; FOLDER/truth.json says of each `id` which reasons it must be set aside for, which rows
form pairs of duplicates, and which personal data must not be left; FOLDER/images is a folder of images, its truth in there too.
"""

import io
import json
import random
import sys
from pathlib import Path

from PIL import Image

ENGLISH = (
    "time year people way day man thing woman life child world school state family student group country problem hand part place case week "
    "company system program question work government number night point home water room mother area money story fact month lot right study "
    "book eye job word business issue side kind head house service friend father power hour game line end member law car city community name "
    "the of and a to in is that it was for on are with as his they at be this from have or by one had not but what all were when we there can "
    "an your which their said if do will each about how up out them then she many some so these would other into has more her two like him "
    "see could make than first been its who now over did down only find use may long little very after called just where most know get through "
    "before good new write our used me old think quickly should because turn here why asked went men read need land different move try again "
    "animal mountain river garden winter summer bread kitchen window bridge letter music picture doctor teacher market village morning"
).split()
#: Of which few make no text of short words.
LONGER = [word for word in ENGLISH if len(word) > 3]
FOREIGN = {
    "fr": "Le gouvernement a présenté hier une nouvelle loi qui devrait permettre aux communes de construire des logements moins chers pour les familles",
    "de": "Die Regierung hat gestern ein neues Gesetz vorgestellt, mit dem die Gemeinden günstigere Wohnungen für junge Familien bauen können sollen",
    "es": "El gobierno presentó ayer una nueva ley que permitirá a los ayuntamientos construir viviendas más baratas para las familias jóvenes del país",
}
PERSONAL = {
    "email": ["maria.lopez+news@mail.example.org", "j_smith@corp.example.co.uk"],
    "phone": ["(650) 253-0000", "+44 20 7031 3000"],
    "card": ["4111 1111 1111 1111", "5500-0000-0000-0004"],
    "iban": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"],
    "ssn": ["536-90-4399"],
    "ip": ["203.0.113.77", "2001:db8::ff00:42:8329"],
}
#: What looks like personal data, and is none: check digits and forms are wrong.
HARMLESS = ["4111 1111 1111 1112", "DE89 3704 0044 0532 0130 01", "version 3.14.159", "999.203.113.77", "order 000-12-3456"]


class Documents:
    def __init__(self, rows: int, seed: int):
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.reasons: dict[str, list[str]] = {}
        self.pairs: dict[str, list[list[str]]] = {"duplicate": [], "near duplicate": []}
        self.masked = dict.fromkeys(PERSONAL, 0)
        self.malformed = self.filled = 0
        some = max(3, rows // 100)
        for defect in (
            self.wrong_value, self.wrong_type, self.missing, self.foreign, self.poor, self.malformed_line, self.outlier,
            self.duplicate, self.near_duplicate, self.personal, self.unlabelled,
        ):  # fmt: skip
            for index in range(some):
                defect(index)
        while len(self.lines) < rows:
            self.add()
        self.random.shuffle(self.lines)

    def words(self, count: int) -> list[str]:
        return [self.random.choice(ENGLISH) for _ in range(count)]

    def add(self, reasons: list[str] = (), **changes) -> str:
        """A good row but for `changes`; a key of None is left out."""
        name = f"doc-{len(self.lines):06}"
        good = {
            "id": name,
            "text": " ".join(self.words(self.random.randint(90, 140))),
            "score": round(self.random.gauss(50, 5), 3),
            "views": self.random.randint(0, 1000),
            "label": self.random.choice(["news", "blog", "forum"]),
        }
        row = {key: value for key, value in {**good, **changes}.items() if value is not None}
        self.lines.append(json.dumps(row, ensure_ascii=False))
        self.reasons[row["id"]] = list(reasons)
        return row["id"]

    def wrong_value(self, index: int) -> None:
        self.add(["range: views"], views=self.random.choice([-1, 5_000_000]))
        self.add(["value: label"], label="spam")
        self.add(["pattern: id"], id=f"row/{len(self.lines)}")
        if index % 2:
            self.add(["range: views", "value: label"], views=-7, label="?")

    def wrong_type(self, index: int) -> None:
        self.add(["type: score"], score=self.random.choice(["n/a", "12,5", "high"]))
        self.add(["type: views"], views=self.random.choice([1.5, "many", "1e3"]))

    def missing(self, index: int) -> None:
        self.add(["missing: text"], text=self.random.choice([None, "", "   "]))

    def foreign(self, index: int) -> None:
        for text in FOREIGN.values():
            words = text.split()
            self.random.shuffle(words)
            self.add(["language"], text=f"{text}. {' '.join(words)}")

    def poor(self, index: int) -> None:
        self.add(["words"], text=" ".join(self.random.sample(LONGER, self.random.randint(5, 15))))
        self.add(["symbols"], text=" ".join(f"#{word}" for word in self.words(60)))
        self.add(["repeated lines"], text="\n".join([" ".join(self.words(12)), " ".join(self.words(12))] * 3))
        self.add(["letters"], text=" ".join(word for each in self.words(40) for word in (each, str(self.random.randint(100, 99999)))))
        self.add(["word length"], text=" ".join("".join(self.words(4)) for _ in range(30)))

    def malformed_line(self, index: int) -> None:
        self.malformed += 1
        self.lines.append(self.random.choice(['{"id": "cut', "not json at all", '{"id": "x", "text": }']) + f" {PERSONAL['email'][0]}")
        self.masked["email"] += 1

    def outlier(self, index: int) -> None:
        self.add(["outlier: score"], score=self.random.choice([-400, 900, 5000]))

    def duplicate(self, index: int) -> None:
        text = " ".join(self.words(100))
        copy = self.random.choice([text, text.upper(), text.replace(" ", "  ")])
        self.pairs["duplicate"].append([self.add(text=text), self.add(text=copy)])

    def near_duplicate(self, index: int) -> None:
        """One to five words of 120 are others: texts on both sides of the limit, 0.8, and near it."""
        words = self.words(120)
        other = list(words)
        for place in self.random.sample(range(4, 112, 9), index % 5 + 1):
            other[place] = "zebra"
        pair = [self.add(text=" ".join(words)), self.add(text=" ".join(other))]
        first, second = ({" ".join(each[start : start + 5]) for start in range(116)} for each in (words, other))
        if len(first & second) / len(first | second) >= 0.8:
            self.pairs["near duplicate"].append(pair)

    def personal(self, index: int) -> None:
        for kind, examples in PERSONAL.items():
            words = self.words(100)
            words[50] = f"{self.random.choice(examples)} ,"
            self.masked[kind] += 1
            self.add(text=" ".join(words))
        words = self.words(100)
        words[50] = f"( {HARMLESS[index % len(HARMLESS)]} )"
        self.add(text=" ".join(words))

    def unlabelled(self, index: int) -> None:
        self.filled += 1
        self.add(label=None)


def images(folder: Path, seed: int) -> dict[str, list[str]]:
    """Writes images, good and bad, and returns what each must be set aside for."""
    truth: dict[str, list[str]] = {}
    noise = random.Random(seed)

    def encoded(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
        data = io.BytesIO()
        Image.frombytes("RGB", size, noise.randbytes(size[0] * size[1] * 3)).save(data, kind)
        return data.getvalue()

    def put(name: str, content: bytes, *reasons: str) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        truth[name] = list(reasons)

    for index in range(12):
        put(f"good/{index}.jpg", encoded())
        put(f"good/{index}.png", encoded("PNG"))
        put(f"cut/{index}.jpg", encoded()[: noise.randint(200, 1500)], "corrupt image")
        png = bytearray(encoded("PNG"))
        png[len(png) // 2] ^= 0xFF
        put(f"flipped/{index}.png", bytes(png), "corrupt image")
        put(f"text/{index}.jpg", f"<html>404 Not Found {index}</html>".encode(), "corrupt image")
        put(f"gif/{index}.jpg", encoded("GIF"), "image format")
        put(f"small/{index}.jpg", encoded(size=(16, 16)), "image size")
        twice = encoded()
        put(f"one/{index}.jpg", twice, "duplicate")
        put(f"two/{index}.jpg", twice, "duplicate")
    put("empty/0.jpg", b"", "missing: content")
    return truth


def main(folder: Path, rows: int, seed: int) -> None:
    made = Documents(rows, seed)
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for part in range(4):
        text = "".join(f"{line}\n" for line in made.lines[part::4])
        (folder / "documents" / f"part-{part}.json").write_text(text)
    truth = {
        "rows": len(made.lines),
        "reasons": made.reasons,
        "pairs": made.pairs,
        "malformed": made.malformed,
        "filled": made.filled,
        "masked": made.masked,
        "personal": [text for examples in PERSONAL.values() for text in examples],
        "harmless": HARMLESS,
        "images": images(folder / "images", seed),
    }
    (folder / "truth.json").write_text(json.dumps(truth))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
