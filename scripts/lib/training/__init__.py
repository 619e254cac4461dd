"""Training of the embedded evaluator's heads, from labelled messages to weights and their card."""

from __future__ import annotations

import argparse
from pathlib import Path

import encoder
import layout
import say

from . import card, network, rows

WEIGHTS = layout.ROOT / "shared" / "evaluator" / "weights" / "heads.bin"
CARD = layout.ROOT / "docs" / "EVALUATOR.md"


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="scripts/train-evaluator")
    parser.add_argument("--data", type=Path, help="the folder with main.jsonl and sentiment.jsonl")
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    asked = parser.parse_args(words)
    if asked.data is None or not (asked.data / "main.jsonl").exists():
        raise say.Failure("name the folder with the public sets: --data FOLDER with main.jsonl and "
                          "sentiment.jsonl in it (see docs/EVALUATOR.md for what they hold)")
    encoder.fetch()
    with say.step("reading labelled messages"):
        read = rows.read(asked.data)
    say.line(f"  {len(read.own)} own, {len(read.public)} public, {len(read.moods)} of moods only")
    with say.step("computing their features"):
        features = rows.features(read.all())
    data = network.Data(read, features)
    with say.step("cross-validating, for calibration and threshold"):
        folds = network.out_of_fold(data, data.groups)
    slope, offset = network.calibration(folds, data)
    threshold = network.best_threshold(folds, data, slope, offset)
    for_requests = network.request_threshold(folds, data, slope, offset, threshold)
    with say.step("training on everything"):
        trained = network.quantised(network.train(data), slope, offset, threshold, for_requests)
    if asked.check:
        if WEIGHTS.read_bytes() != trained:
            raise say.Failure(f"training gives other weights than {WEIGHTS.relative_to(layout.ROOT)}")
        say.line("✓ training gives the committed weights, byte for byte")
        return
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_bytes(trained)
    with say.step("cross-validating by language"):
        languages = network.out_of_fold(data, data.languages)
    with say.step("asking baton-evaluate about the held-out rows"):
        held = rows.held_out()
        answers = {name: rows.ask(of) for name, of in held.items()}
    thresholds = threshold, for_requests
    crossed = []
    for told in (folds, languages):
        likely = network.likelihoods(told, slope, offset)
        crossed.append((network.calls(told, likely, *thresholds), likely))
    CARD.write_text(card.written(read, data, *crossed, thresholds, held, answers))
    say.line(f"✓ {WEIGHTS.relative_to(layout.ROOT)} ({len(trained) // 1000} kB) and "
             f"{CARD.relative_to(layout.ROOT)}")
