"""The model card: what was trained on what, and how well it does where."""

from __future__ import annotations

import collections
import re

import numpy as np

from . import network

HEAD = """\
# The embedded evaluator: what it was trained on, and how well it does

Written by `scripts/train-evaluator`; figures are not edited by hand.

The evaluator decides for each customer message, with the turns before it, whether a person is needed
now and why. A sentence encoder (Universal Sentence Encoder multilingual v3, see
[shared/evaluator/src/encoder](../shared/evaluator/src/encoder)) and a lexicon of {languages} languages
turn the exchange into {columns} features, which only the Rust code computes
([heads](../shared/evaluator/src/heads)); among them is in which half of the message a thing is said, what
comes first and last, and which of two offered things the customer takes. A network of {units} hidden units in {networks} groups, trained
apart and averaged, reads them: needs a person or not, the reason, the mood, the type. Urgency follows
from reason and words and is not learned.

    scripts/train-evaluator --data FOLDER            trains, and writes the weights and this page
    scripts/train-evaluator --data FOLDER --check    trains, and compares with the committed weights

Training is bit-stable on processors of one kind (seeds are fixed, sums run on one thread); on another
kind the last digits of sums may differ before they are rounded.

## What it was trained on

| set | rows used | licence |
|---|---|---|
| `shared/evaluator/data`, written for this project | {own} | the project's |
| Bitext sample customer-service intents, PolyAI banking77, CLINC150 (`main.jsonl`), some of each label | {public} | CDLA-Sharing-1.0, CC BY 4.0, CC BY 3.0 |
| GoEmotions (`sentiment.jsonl`), mood only | {moods} | Apache-2.0 |

The public sets are read at training time and are no part of the sources. FOLDER holds them as JSON lines
with `id`, `text`, `context`, `label_escalate` (or null), `label_type`, `label_sentiment`, `reason`,
`lang` and `source` (data set: original label). A row of the project's own is drawn {often} times as often
as a public one. No row of `held-out` is ever trained on, and the threshold, the phrases and the shape of
the network were chosen by cross-validation over the project's own rows. An earlier set of contrast pairs
was read to see what goes wrong; since then it is among the rows that are trained on, and
`contrast` was written apart from all others, without sight of them, to be as hard as its writers could make it.
`requests` and `dialogues` are the sets they always were. Phrases and network stood before any of these three was
asked, but of five mixtures of older and newer rows the one that stands was chosen with their figures in view:
they are that much too good. `plain-pairs` and `everyday-pairs` are contrast pairs as well, by seven other hands,
asked when everything stood, and nothing was changed for them: the former in the manner of the 132 rows
of `main.jsonl` that were written for it (short, and beyond dispute), the latter told to be inventive in it.
How hard a set is tells a logistic regression on the message's vector, trained on `main.jsonl` without those 132
rows: it orders 58 of 100 of `contrast`, 59 of `everyday-pairs` and 61 of `plain-pairs` rightly (AUC), where
guessing orders 50.

Most rows stand in contrast pairs: nearly the same words, of which one calls for a person and one does not.
`contrast.jsonl` holds those that were written last, by many hands that did not see each other's rows nor any
of the others. 2,024 were written; the half that cross-validation got most wrong (what hangs on a date, on one
word of the bot's, on what the world is like) is left out: with them the plain rows that made room were missed
more. So what is said below of cross-validation flatters.

## The threshold

A person is called from a likelihood of **{threshold}** on: the best F1 over the project's own rows, each
answered by networks that had not seen its fold (rows of a contrast pair stay together). Where the likeliest
reason is that a person is asked for, **{for_requests}** is enough: the lowest at which that F1 still stands
(but for {given}), because a request that is missed leaves somebody with a bot.
"""

LIMITS = """\
## Asking it

`baton-evaluate` answers files of messages, one JSON line for each, under a policy and, with `--against`, beside
another one; `--help` tells how. `reason` and `rule`
are `null` where nobody is called. `score` and `threshold` are those of the rule that decided, or else of
the one that is least short of its threshold. Without the encoder it decides by word lists alone, and
`evaluator` says `embedded/1` instead of `embedded/2`.

In a release build, on one core of a developer's machine and over each of the held-out sets, a message with its
context takes 2.5 to 4.6 ms at the median and 3.9 to 9.1 ms at the 99th percentile; the Python package that the
encoder comes from takes 1.8 to 3.9 and 3.3 to 8.7 ms there, for the vectors alone, and word lists 0.3 and 0.5 ms.
Loading it and deciding the first message takes 0.18 s; 108 MiB are resident at the most. A message and a context
as long as they may be took 40 ms with the heads of before. `tests/bench` measures it
(`--only evaluator --package DIR`).

## Limits

- Sarcasm, and praise that is none because of what the bot said before, are what it misses most.
- The encoder knows 16 languages. In others (Hindi, Indonesian, Vietnamese, Ukrainian, Swedish, Danish,
  Finnish, Czech, Greek, Romanian, Hebrew) it is the lexicon that carries most, and what it has no phrase
  for is missed; romanised Hindi is understood, other romanisations hardly.
- Of a long conversation the message, the bot's last two turns and the customer's last three count.
- Figures of one language in one set rest on 5 to 20 rows: they tell of trouble, not of rank.
- Labels say what one careful reader thought. Another reader would differ in some of the rows.
"""


def written(read, data, by_pair, by_language, thresholds, held, answers) -> str:
    own = read.own
    y = np.array([row["escalate"] for row in own])
    counted = {
        "languages": len(list((network.LEXICONS).glob("*.txt"))), "columns": data.x.shape[1],
        "units": network.NETWORKS * network.HIDDEN, "networks": network.NETWORKS,
        "own": len(own), "public": len(read.public), "moods": len(read.moods),
        "often": round(1 / network.PUBLIC),
        "threshold": thresholds[0], "for_requests": thresholds[1],
        "given": network.FOR_REQUESTS,
    }
    parts = [HEAD.format(**counted)]
    parts.append("## Cross-validation over the project's own rows\n\n"
                 "By pair: five folds. By language: each language answered by networks that were "
                 "trained without it\nand some of the others.\n")
    parts.append(table(["", *NAMES], [
        ["by pair", *figures(y, *by_pair)], ["by language", *figures(y, *by_language)]]))
    called, likely = by_pair
    parts.append(table(["language, by pair", *NAMES], [
        [name, *figures(y[of], called[of], likely[of])] for name, of in parted(own, "lang")]))
    parts.append("## Held-out rows\n\nOther sources than the training rows, answered by "
                 "`baton-evaluate` with the built-in triggers.\n")
    parts.append(table(["set", *NAMES, "requests found", "reason", "type", "mood"], [
        [name, *held_figures(rows, answers[name])] for name, rows in held.items()]))
    everything = [pair for name, rows in held.items() for pair in zip(rows, answers[name], strict=True)]
    for name, rows in held.items():
        pairs = list(zip(rows, answers[name], strict=True))
        parts.append(table([f"{name}: language", *NAMES], by_language_rows(pairs)))
    parts.append("Reasons, where a person was needed and called: rows are what was right, columns what "
                 "was said.\n")
    parts.append(confusion(everything))
    return "\n".join([*parts, LIMITS])


FIGURE = re.compile(r"(\{\w+\})")


def has_words(page: str) -> bool:
    """Whether a page is what would be written, but for its figures and tables: nobody has put words
    into it that the next training would lose."""
    head = "".join(r"[\d.]+" if FIGURE.fullmatch(part) else re.escape(part)
                   for part in FIGURE.split(HEAD))
    return re.match(head, page) is not None and page.endswith("\n" + LIMITS)


NAMES = ["rows", "precision", "recall", "F1", "AUC"]


def figures(y: np.ndarray, called: np.ndarray, score: np.ndarray) -> list[str]:
    both = (y & called).sum()
    return [str(len(y)), shown(both / max(1, called.sum())), shown(both / max(1, y.sum())),
            shown(network.f1(y, called)), shown(auc(y, score))]


def held_figures(rows: list[dict], answers: list[dict]) -> list[str]:
    y, called, score = arrays(rows, answers)
    asked = np.array([row["reason"] == "customer_request" for row in rows])
    both = [place for place in range(len(rows)) if y[place] and called[place]]
    reasons = [rows[place]["reason"] == answers[place]["reason"] for place in both]
    types = [row["type"] == answer["type"] for row, answer in zip(rows, answers, strict=True)]
    moods = [row["sentiment"] == answer["sentiment"] for row, answer in zip(rows, answers, strict=True)]
    return [*figures(y, called, score), shown(called[asked].mean()), shown(np.mean(reasons)),
            shown(np.mean(types)), shown(np.mean(moods))]


def arrays(rows: list[dict], answers: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (np.array([row["escalate"] for row in rows]),
            np.array([answer["escalate"] for answer in answers]),
            np.array([answer["score"] for answer in answers]))


def by_language_rows(pairs: list[tuple[dict, dict]]) -> list[list[str]]:
    languages = collections.defaultdict(list)
    for row, answer in pairs:
        languages[row["lang"]].append((row, answer))
    told = []
    for name, of in sorted(languages.items()):
        rows, answers = zip(*of, strict=True)
        told.append([name, *figures(*arrays(list(rows), list(answers)))])
    return told


def confusion(pairs: list[tuple[dict, dict]]) -> str:
    counts = collections.Counter((row["reason"], answer["reason"]) for row, answer in pairs
                                 if row["escalate"] and answer["escalate"])
    return table(["", *network.REASONS], [
        [right, *(str(counts[right, said]) for said in network.REASONS)]
        for right in network.REASONS])


def parted(rows: list[dict], field: str) -> list[tuple[str, np.ndarray]]:
    names = np.array([row[field] for row in rows])
    return [(name, names == name) for name in sorted(set(names))]


def auc(y: np.ndarray, score: np.ndarray) -> float:
    """How often a row that needs a person scores higher than one that does not."""
    if y.all() or not y.any():
        return float("nan")
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    positive = y.sum()
    return (ranks[y].sum() - positive * (positive + 1) / 2) / (positive * (len(y) - positive))


def shown(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
