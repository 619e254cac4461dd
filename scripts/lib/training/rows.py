"""Labelled messages, and what the evaluator's own code makes of them."""

from __future__ import annotations

import collections
import json
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import encoder
import layout
import numpy as np
import say

OWN = layout.ROOT / "shared" / "evaluator" / "data"
HELD_OUT = OWN / "held-out"
# How many rows of each label of a public set are used: their labels are many and each is narrow.
# A label that calls a person counts more, as there are fewer of them.
OF_EACH = {True: 25, False: 12, None: 12}
OF_EACH_REQUEST = 60
OF_EACH_MOOD = 450
REASONS = {"explicit_request": "customer_request", "frustration": "sentiment",
           "billing_exception": "policy", "account_access": "policy", "legal_safety": "policy",
           "bot_failure": "bot_failure", "none": "none", "": ""}

Row = dict


@dataclass
class Read:
    """The rows to train on."""

    own: list[Row]
    public: list[Row]
    moods: list[Row]

    def all(self) -> list[Row]:
        return self.own + self.public + self.moods


def lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def same(row: Row) -> str:
    """What makes two rows the same one."""
    return json.dumps([row["text"], [turn["text"] for turn in row["context"]]])


def held_out() -> dict[str, list[Row]]:
    return {path.stem: lines(path) for path in sorted(HELD_OUT.glob("*.jsonl"))}


def read(folder: Path) -> Read:
    held = {same(row) for rows in held_out().values() for row in rows}
    own = []
    for path in sorted(OWN.glob("*.jsonl")):
        own += [row | {"file": path.stem} for row in lines(path)]
    public = [unified(row) for row in some_of_each(lines(folder / "main.jsonl"))]
    moods = some_moods(lines(folder / "sentiment.jsonl"))
    return Read([row for row in own if same(row) not in held],
                [row for row in public if same(row) not in held], moods)


def by_chance(rows: list[Row]) -> list[Row]:
    """The rows in an order that has nothing to do with them, and is always the same."""
    return sorted(rows, key=lambda row: (zlib.crc32(row["id"].encode()), row["id"]))


def some_of_each(rows: list[Row]) -> list[Row]:
    labels = collections.defaultdict(list)
    for row in rows:
        labels[row["source"]].append(row)
    some = []
    for source, of in sorted(labels.items()):
        calls = of[0]["label_escalate"]
        most = OF_EACH_REQUEST if calls and source.startswith("bitext") else OF_EACH[calls]
        some += of if source.startswith("authored") else by_chance(of)[:most]
    return some


def some_moods(rows: list[Row]) -> list[Row]:
    moods = collections.defaultdict(list)
    for row in by_chance(rows):
        moods[row["label_sentiment"]].append(row)
    return [{"text": row["text"], "context": row["context"], "sentiment": mood, "lang": row["lang"]}
            for mood in sorted(moods) for row in moods[mood][:OF_EACH_MOOD]]


def unified(row: Row) -> Row:
    """A row of a public set in the form of the project's own."""
    return {"text": row["text"], "context": row["context"], "escalate": row["label_escalate"],
            "reason": REASONS[row["reason"] or ""], "type": (row["label_type"] or "").lower(),
            "sentiment": row["label_sentiment"] or "", "lang": row["lang"]}


def features(rows: list[Row]) -> np.ndarray:
    """One row of features for each, computed by the evaluator's own code."""
    command = ["cargo", "build", "--quiet", "--locked", "--package", "baton-evaluator",
               "--example", "features"]
    if subprocess.run(command, cwd=layout.ROOT).returncode != 0:
        raise say.Failure("the program that computes features could not be built (see above)")
    program = layout.ROOT / "target" / "debug" / "examples" / "features"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "features"
        done = subprocess.run([program, encoder.FILE, out], input=written(rows))
        if done.returncode != 0:
            raise say.Failure("the features could not be computed (see above)")
        count, columns = np.fromfile(out, np.uint32, 2)
        return np.fromfile(out, np.float32, offset=8).reshape(count, columns)


def ask(rows: list[Row]) -> list[dict]:
    """What `baton-evaluate` answers."""
    command = ["cargo", "build", "--quiet", "--locked", "--package", "baton-evaluate"]
    if subprocess.run(command, cwd=layout.ROOT).returncode != 0:
        raise say.Failure("baton-evaluate could not be built (see above)")
    program = layout.ROOT / "target" / "debug" / "baton-evaluate"
    done = subprocess.run([program, "--encoder", encoder.FILE], input=written(rows),
                          capture_output=True)
    if done.returncode != 0:
        raise say.Failure(f"baton-evaluate failed:\n{done.stderr.decode()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def written(rows: list[Row]) -> bytes:
    asked = ({"text": row["text"], "context": row["context"]} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in asked).encode()
