"""Tables of how well retrieval's confidence holds."""

from __future__ import annotations

from typing import Any

from calibrating import THRESHOLD, Question

KINDS = {"w": "in other words", "x": "in another language", "t": "with slips of the finger",
         "n": "unanswerable, near", "f": "unanswerable, far"}
BINS = 10


def outcomes(questions: list[Question]) -> list[tuple[float, bool, Question]]:
    """The confidence that the search itself gave, and whether its first find is right."""
    told = []
    for question in questions:
        first = question["finds"][0] if question["finds"] else None
        confidence = first["confidence"] if first else 0.0
        right = first is not None and first["article"] in question["right"].split(",")
        told.append((confidence, right, question))
    return told


def error(told: list[tuple[float, bool, Any]]) -> float:
    """The expected calibration error, in ten bins of equal width."""
    total = 0.0
    for bin_ in range(BINS):
        here = [(c, right) for c, right, _ in told if min(BINS - 1, int(c * BINS)) == bin_]
        total += abs(sum(c for c, _ in here) - sum(right for _, right in here))
    return total / len(told)


def summary(name: str, told: list[tuple[float, bool, Question]]) -> str:
    answerable = [(c, r) for c, r, q in told if q["right"] != "-"]
    answered = [r for c, r, _ in told if c >= THRESHOLD]
    correct = sum((c >= THRESHOLD) == r for c, r, _ in told) / len(told)
    first = sum(r for _, r in answerable) / len(answerable)
    share = sum(answered) / max(1, len(answered))
    return (f"| {name} | {len(told)} | {error(told):.3f} | {first:.2f} | {correct:.2f} "
            f"| {len(answered) / len(told):.2f} | {share:.2f} |")


def summaries(rows: list[tuple[str, list[tuple[float, bool, Question]]]]) -> str:
    return "\n".join([
        "| index, questions | n | calibration error | right article first | right decision at "
        f"{THRESHOLD} | answered | of these right |",
        "|---|---|---|---|---|---|---|",
        *(summary(name, told) for name, told in rows),
    ])


def diagram(told: list[tuple[float, bool, Question]]) -> str:
    lines = ["| confidence | n | mean confidence | right |", "|---|---|---|---|"]
    for bin_ in range(BINS):
        here = [(c, r) for c, r, _ in told if min(BINS - 1, int(c * BINS)) == bin_]
        if here:
            mean = sum(c for c, _ in here) / len(here)
            right = sum(r for _, r in here) / len(here)
            lines.append(f"| {bin_ / BINS:.1f} to {(bin_ + 1) / BINS:.1f} | {len(here)} "
                         f"| {mean:.2f} | {right:.2f} |")
    return "\n".join(lines)


def by_kind(told: list[tuple[float, bool, Question]]) -> str:
    lines = ["| kind | n | right article first | answered | answered rightly |",
             "|---|---|---|---|---|"]
    for kind, name in KINDS.items():
        here = [(c, r) for c, r, q in told if q["kind"] == kind]
        first = "" if kind in "nf" else f"{sum(r for _, r in here) / len(here):.2f}"
        lines.append(f"| {name} | {len(here)} | {first} "
                     f"| {sum(c >= THRESHOLD for c, _ in here) / len(here):.2f} "
                     f"| {sum(c >= THRESHOLD and r for c, r in here) / len(here):.2f} |")
    return "\n".join(lines)
