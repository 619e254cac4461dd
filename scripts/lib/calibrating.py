"""Fits how sure retrieval is of what it found, and says how well that holds on other questions.

The strength of a find is a sum over its evidence, with weights that put the right article first
most often (listwise softmax). The confidence is a logistic function of the first find's strength
and of its lead over the second. No weight may be negative. Everything is in pure Python and in a
fixed order, so that the same data give the same numbers."""

from __future__ import annotations

import json
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import layout

DATA = layout.ROOT / "shared" / "evaluator" / "data" / "retrieval"
NUMBERS = layout.ROOT / "shared" / "evaluator" / "src" / "retrieval" / "calibrated.rs"
ENCODER = layout.BUILT / "encoder" / "use-m3.bin"
LONGEST_LEAD = 3.0
# The default of a tenant's `confidence_threshold`.
THRESHOLD = 0.45
FEATURES = ("words", "heading", "chunk")

Question = dict[str, Any]


@dataclass(frozen=True)
class Calibration:
    """The numbers of one kind of index."""

    weights: tuple[float, ...]
    bias: float
    strength: float
    lead: float

    def confidence(self, finds: list[dict[str, Any]]) -> float:
        """How likely the first of these finds, already in order, is right."""
        if not finds:
            return 0.0
        if finds[0]["same"]:
            return 1.0
        strength, lead = self.told(finds)
        if strength <= 0:
            return 0.0
        return logistic(self.bias + self.strength * strength + self.lead * lead)

    def told(self, finds: list[dict[str, Any]]) -> tuple[float, float]:
        first, second = (strengths(finds, self.weights) + [0.0])[:2]
        return first, min(max(first - second, 0.0), LONGEST_LEAD)


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def evidence(questions: str, encoder: Path | None) -> list[Question]:
    """What the search proposes for each question of a file."""
    command = ["cargo", "run", "--quiet", "--package", "baton-evaluator", "--example",
               "retrieval-evidence", "--", str(DATA / "articles.jsonl"), str(DATA / questions)]
    out = subprocess.run(command + ([str(encoder)] if encoder else []), cwd=layout.ROOT, check=True,
                         capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def features(find: dict[str, Any]) -> list[float]:
    return [min(max(find[name] or 0.0, 0.0), 1.0) for name in FEATURES]


def strengths(finds: list[dict[str, Any]], weights: tuple[float, ...]) -> list[float]:
    return [sum(a * b for a, b in zip(weights, features(find), strict=False)) for find in finds]


def ordered(question: Question, weights: tuple[float, ...]) -> list[dict[str, Any]]:
    finds = zip(strengths(question["finds"], weights), question["finds"], strict=False)
    return [find for _, find in sorted(finds, key=lambda it: (not it[1]["same"], -it[0]))]


def is_right(question: Question, finds: list[dict[str, Any]]) -> bool:
    return bool(finds) and finds[0]["article"] in question["right"].split(",")


def fit_weights(questions: list[Question]) -> tuple[float, ...]:
    """The weights that put the right articles first; those that have nothing to weigh stay 0."""
    lists = []
    for question in questions:
        right = question["right"].split(",")
        rows = [features(find) for find in question["finds"]]
        places = [n for n, find in enumerate(question["finds"]) if find["article"] in right]
        if places and len(rows) > 1:
            lists.append((rows, places))
    used = [any(row[n] for rows, _ in lists for row in rows) for n in range(len(FEATURES))]
    weights = [2.0 if use else 0.0 for use in used]
    first, second = [0.0] * len(weights), [0.0] * len(weights)
    rounds = 400
    for turn in range(1, rounds + 1):
        slope = [-0.01 * weight for weight in weights]
        for rows, places in lists:
            sums = [sum(a * b for a, b in zip(weights, row, strict=False)) for row in rows]
            shares = [math.exp(value - max(sums)) for value in sums]
            all_of_them, right = sum(shares), sum(shares[n] for n in places)
            for n in range(len(weights)):
                wanted = sum(shares[place] * rows[place][n] for place in places) / right
                given = sum(share * row[n] for share, row in zip(shares, rows, strict=False)) / all_of_them
                slope[n] += (wanted - given) / len(lists)
        for n, use in enumerate(used):
            first[n] = 0.9 * first[n] + 0.1 * slope[n]
            second[n] = 0.99 * second[n] + 0.01 * slope[n] ** 2
            size = math.sqrt(second[n] / (1 - 0.99**turn)) + 1e-9
            step = 0.2 * (1 - turn / rounds) * first[n] / (1 - 0.9**turn) / size
            weights[n] = max(0.0, weights[n] + step) if use else 0.0
    return tuple(round(weight, 2) for weight in weights)


def fit(questions: list[Question]) -> Calibration:
    """Weights, then the logistic function of the first find by Newton's method."""
    weights = fit_weights(questions)
    start = Calibration(weights, 0.0, 0.0, 0.0)
    rows, rights = [], []
    for question in questions:
        finds = ordered(question, weights)
        if finds and not finds[0]["same"]:
            rows.append((1.0, *start.told(finds)))
            rights.append(float(is_right(question, finds)))
    numbers = [0.0, 0.0, 0.0]
    for _ in range(60):
        slope = [0.0] * 3
        bend = [[1e-9 * (i == j) for j in range(3)] for i in range(3)]
        for row, right in zip(rows, rights, strict=False):
            likely = logistic(sum(a * b for a, b in zip(numbers, row, strict=False)))
            for i in range(3):
                slope[i] += (right - likely) * row[i]
                for j in range(3):
                    bend[i][j] += likely * (1 - likely) * row[i] * row[j]
        numbers = [a + b for a, b in zip(numbers, solved(bend, slope), strict=False)]
    bias, strength, lead = (round(number, 2) for number in numbers)
    if strength < 0 or lead < 0:
        raise ValueError(f"more evidence would lower confidence: {numbers}")
    return Calibration(weights, bias, strength, lead)


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=False)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda n: abs(rows[n][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for n in range(size):
            if n != column:
                times = rows[n][column] / rows[column][column]
                rows[n] = [a - times * b for a, b in zip(rows[n], rows[column], strict=False)]
    return [rows[n][size] / rows[n][n] for n in range(size)]


def written(name: str, numbers: Calibration) -> str:
    words, heading, chunk = numbers.weights
    fields = {"words": words, "heading": heading, "chunk": chunk, "bias": numbers.bias,
              "strength": numbers.strength, "lead": numbers.lead}
    lines = [f"    {field}: {value}," for field, value in fields.items()]
    return "\n".join([f"const {name}: Calibration = Calibration {{", *lines, "};", ""])


def write(hybrid: Calibration, lexical: Calibration) -> None:
    NUMBERS.write_text("// Written by `scripts/calibrate-retrieval`.\n"
                       + written("HYBRID", hybrid) + written("LEXICAL", lexical))


def by_ranks(question: Question) -> bool:
    """Whether reciprocal ranks of words and of meaning, added up, put the right article first."""
    finds = question["finds"]
    totals = [0.0] * len(finds)
    for measure in (lambda find: find["words"], lambda find: max(find["heading"], find["chunk"])):
        for place, n in enumerate(sorted(range(len(finds)), key=lambda n: -measure(finds[n]))):
            totals[n] += 1 / (60 + place)
    best = max(range(len(finds)), key=lambda n: totals[n])
    return finds[best]["article"] in question["right"].split(",")
