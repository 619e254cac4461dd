"""The heads: one hidden layer, several small networks side by side, so that each evens out the
chance in the others. Trained with Adam; the numbers of the first layer are stored as signed bytes."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import layout
import numpy as np

LEXICONS = layout.ROOT / "shared" / "evaluator" / "src" / "heads" / "lexicon"

REASON, MOOD, TOPIC = slice(1, 5), slice(5, 8), slice(8, 12)
REASONS = ["customer_request", "sentiment", "policy", "bot_failure"]
MOODS = ["positive", "neutral", "negative"]
TOPICS = ["general", "technical", "billing", "refund"]
OUTPUTS = 12
# How often customers write about each, as in the plain rows: contrast pairs were written to speak of
# money and faults more often than people do, and would make them seem likelier than they are.
TOPIC_SHARES = (0.60, 0.20, 0.14, 0.06)

NETWORKS, HIDDEN = 4, 24
EPOCHS, BATCH, RATE = 60, 128, 2e-3
# The encoder's vectors come first. More of them are left out, so that the rest is heard too.
VECTORS = 5 * 512
DROPPED_VECTORS, DROPPED_SURFACE = np.float32(0.6), np.float32(0.4)
DROPPED_UNITS, SMOOTHING, DECAY = 0.3, 0.05, 0.1
# How much each head's error counts.
SHARES = (1.0, 0.5, 0.3, 0.5)
# How often a row is drawn, beside one of the project's own.
PUBLIC, MOODS_ONLY = 0.1, 0.1
FOLDS = 5
# By how much F1 must differ to tell one threshold from another.
GIVEN = 0.002
# How much F1 may be given for requests that are found.
FOR_REQUESTS = 0.005


@dataclass
class Data:
    """Features and what is to come of them."""

    x: np.ndarray
    y: np.ndarray
    known: np.ndarray
    weight: np.ndarray
    groups: np.ndarray
    languages: np.ndarray
    own: int

    def __init__(self, read, features: np.ndarray) -> None:
        rows = read.all()
        self.x = features
        self.own = len(read.own)
        self.y = np.zeros((len(rows), OUTPUTS), np.float32)
        self.known = np.zeros((len(rows), 4), np.float32)
        for place, row in enumerate(rows):
            self.label(place, row)
        self.weight = np.concatenate([np.ones(self.own), np.full(len(read.public), PUBLIC),
                                      np.full(len(read.moods), MOODS_ONLY)])
        # Rows of a pair stand together, so that none is tested on its other half.
        self.groups = np.array([zlib.crc32((row.get("pair") or f"row {place}").encode()) % FOLDS
                                for place, row in enumerate(read.own)])
        # Languages stand together too, several in a fold, and English in one of its own.
        self.languages = np.array([0 if row["lang"] == "en" else
                                   1 + zlib.crc32(row["lang"].encode()) % FOLDS
                                   for row in read.own])

    def label(self, place: int, row: dict) -> None:
        y, known = self.y[place], self.known[place]
        if row.get("escalate") is not None:
            y[0], known[0] = row["escalate"], 1
        labels = [(REASON, REASONS, row.get("reason")), (MOOD, MOODS, row.get("sentiment")),
                  (TOPIC, TOPICS, row.get("type"))]
        for head, (outputs, names, name) in enumerate(labels, start=1):
            if name in names:
                y[outputs.start + names.index(name)], known[head] = 1, 1


def shares_of(z: np.ndarray) -> np.ndarray:
    raised = np.exp(z - z.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def train(data: Data, of: np.ndarray | None = None, seed: int = 0) -> list[np.ndarray]:
    """Trains the networks side by side, on the same rows in the same order, and gives them as one:
    their units side by side, their answers averaged."""
    of = np.arange(len(data.x)) if of is None else of
    chance = np.random.Generator(np.random.PCG64(seed))
    columns, units = data.x.shape[1], NETWORKS * HIDDEN
    layers = [(chance.standard_normal((columns, units)) / np.sqrt(columns)).astype(np.float32),
              np.zeros(units, np.float32),
              (chance.standard_normal((NETWORKS, HIDDEN, OUTPUTS)) / np.sqrt(HIDDEN)).astype(np.float32),
              np.zeros((NETWORKS, OUTPUTS), np.float32)]
    means = [np.zeros_like(layer) for layer in layers]
    squares = [np.zeros_like(layer) for layer in layers]
    wanted = data.y.copy()
    wanted[:, 0] = wanted[:, 0] * (1 - SMOOTHING) + SMOOTHING / 2
    drawn = data.weight[of] / data.weight[of].sum()
    size = min(len(of), int(data.weight[of].sum()))
    steps = EPOCHS * -(-size // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = of[chance.choice(len(of), size, p=drawn)]
        for begin in range(0, size, BATCH):
            batch = order[begin:begin + BATCH]
            step += 1
            gradients = backwards(data, layers, batch, wanted, chance)
            rate = np.float32(RATE * 0.5 * (1 + np.cos(np.pi * step / steps)))
            unbias = np.float32(1 / (1 - 0.9**step)), np.float32(1 / (1 - 0.999**step))
            for layer, mean, square, gradient in zip(layers, means, squares,
                                                     gradients, strict=True):
                mean += np.float32(0.1) * (gradient - mean)
                square += np.float32(0.001) * (gradient * gradient - square)
                move = mean * unbias[0] / (np.sqrt(square * unbias[1]) + np.float32(1e-8))
                if layer is layers[0] or layer is layers[2]:
                    move += np.float32(DECAY) * layer
                layer -= rate * move
    first, bias, second, last = layers
    last = last.mean(0)
    last[TOPIC] += np.log(np.array(TOPIC_SHARES, np.float32) / topic_shares(data, of))
    return [first, bias, second.reshape(units, OUTPUTS) / NETWORKS, last]


def topic_shares(data: Data, of: np.ndarray) -> np.ndarray:
    """How often a row that is drawn from these is of each type, where that is known."""
    drawn = (data.weight * data.known[:, 3])[of]
    return (drawn @ data.y[of, TOPIC] / drawn.sum()).astype(np.float32)


def backwards(data: Data, layers: list[np.ndarray], batch: np.ndarray, wanted: np.ndarray,
              chance: np.random.Generator) -> list[np.ndarray]:
    first, bias, second, last = layers
    x = data.x[batch]
    # Inputs are left out for a whole batch, and for each network others: that is cheap, and as good.
    dropped = np.where(np.arange(x.shape[1]) < VECTORS, DROPPED_VECTORS, DROPPED_SURFACE)[:, None]
    kept = chance.random((x.shape[1], NETWORKS), dtype=np.float32) > dropped
    kept = np.repeat(kept / (1 - dropped), HIDDEN, axis=1)
    sums = x @ (first * kept) + bias
    mask = chance.random(sums.shape, dtype=np.float32) > DROPPED_UNITS
    mask = mask / np.float32(1 - DROPPED_UNITS)
    units = (np.maximum(sums, 0) * mask).reshape(len(batch), NETWORKS, HIDDEN).transpose(1, 0, 2)
    z = units @ second + last[:, None]
    y, known = wanted[batch], data.known[batch]
    g = np.zeros_like(z)
    g[..., 0] = (1 / (1 + np.exp(-z[..., 0])) - y[:, 0]) * known[:, 0] * SHARES[0]
    for head, outputs in enumerate((REASON, MOOD, TOPIC), start=1):
        wrong = shares_of(z[..., outputs]) - y[:, outputs]
        g[..., outputs] = wrong * known[:, head:head + 1] * SHARES[head]
    g /= np.float32(len(batch))
    back = (g @ second.transpose(0, 2, 1)).transpose(1, 0, 2).reshape(sums.shape)
    back = back * mask * (sums > 0)
    return [(x.T @ back) * kept, back.sum(0), units.transpose(0, 2, 1) @ g, g.sum(1)]


def answers(layers: list[np.ndarray], x: np.ndarray) -> np.ndarray:
    first, bias, second, last = layers
    return np.maximum(x @ first + bias, 0) @ second + last


def out_of_fold(data: Data, folds: np.ndarray) -> np.ndarray:
    """Answers to the project's own rows from networks that have not seen their fold."""
    told = np.zeros((data.own, OUTPUTS), np.float32)
    rest = np.arange(data.own, len(data.x))
    for fold in sorted(set(folds)):
        inside = np.flatnonzero(folds == fold)
        layers = train(data, np.concatenate([np.flatnonzero(folds != fold), rest]))
        told[inside] = answers(layers, data.x[inside])
    return told


def calibration(told: np.ndarray, data: Data) -> tuple[float, float]:
    """Slope and offset that make the first output a likelihood (Platt), by Newton's method."""
    z, y = told[:, 0].astype(np.float64), data.y[:data.own, 0].astype(np.float64)
    x = np.stack([z, np.ones_like(z)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ found)))
        found -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (p - y))
    return float(np.round(found[0], 3)), float(np.round(found[1], 3))


def likelihoods(told: np.ndarray, slope: float, offset: float) -> np.ndarray:
    return 1 / (1 + np.exp(-(told[:, 0] * slope + offset)))


def best_threshold(told: np.ndarray, data: Data, slope: float, offset: float) -> float:
    """The threshold with the highest F1, to two digits; the middle one where several are as good."""
    likely, y = likelihoods(told, slope, offset), data.y[:data.own, 0] > 0.5
    steps = np.arange(0.25, 0.70, 0.01)
    scores = np.array([f1(y, likely >= step) for step in steps])
    # Neighbours are looked at together: a single peak is chance.
    smooth = np.convolve(np.pad(scores, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    best = steps[smooth >= smooth.max() - GIVEN]
    return float(np.round(best[len(best) // 2], 2))


def request_threshold(told: np.ndarray, data: Data, slope: float, offset: float,
                      threshold: float) -> float:
    """The lowest threshold for those whose likeliest reason is that a person is asked for, at which
    the F1 over all rows is still what it is without one, but for FOR_REQUESTS. A request that is
    missed leaves somebody with a bot; one that is only suspected costs a look."""
    likely, y = likelihoods(told, slope, offset), data.y[:data.own, 0] > 0.5
    steps = np.arange(0.15, threshold + 0.005, 0.01)
    scores = np.array([f1(y, calls(told, likely, threshold, step)) for step in steps])
    smooth = np.convolve(np.pad(scores, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return float(np.round(steps[np.argmax(smooth >= smooth[-1] - FOR_REQUESTS)], 2))


def calls(told: np.ndarray, likely: np.ndarray, threshold: float,
          for_requests: float) -> np.ndarray:
    asked = told[:, REASON].argmax(1) == REASONS.index("customer_request")
    return likely >= np.where(asked, for_requests, threshold)


def f1(y: np.ndarray, called: np.ndarray) -> float:
    both = (y & called).sum()
    return float(2 * both / max(1, y.sum() + called.sum()))


def quantised(layers: list[np.ndarray], slope: float, offset: float, threshold: float,
              for_requests: float) -> bytes:
    """The file that shared/evaluator/src/heads/weights.rs describes."""
    first, bias, second, last = layers
    scales = np.maximum(np.abs(first).max(0), 1e-8) / 127
    small = np.clip(np.round(first / scales), -127, 127).astype(np.int8)
    body = b"BATONHED" + struct.pack("<4I4f", 2, *first.shape, OUTPUTS, slope, offset,
                                     threshold, for_requests)
    # What is beyond 16 bits is the chance of training.
    rounded = [np.asarray(part, np.float16).astype("<f4") for part in (bias, second, last)]
    body += scales.astype(np.float16).astype("<f4").tobytes() + rounded[0].tobytes()
    body += small.tobytes() + rounded[1].tobytes() + rounded[2].tobytes()
    return body + struct.pack("<I", zlib.crc32(body))
