"""What the scripts tell the person before them."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BEAT_SECONDS = 10


class Failure(Exception):
    """Something that the person can act on; told without a traceback."""


def line(text: str = "") -> None:
    print(text, flush=True)


def warn(text: str) -> None:
    print(f"  ! {text}", file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Tells of a step's beginning, every ten seconds that it lasts, and its end."""
    began = time.monotonic()
    over = threading.Event()
    line(f"→ {what} …")

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            line(f"    … {what}: {time.monotonic() - began:.0f} s")

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        yield
    except BaseException:
        line(f"  ✗ {what} ({time.monotonic() - began:.1f} s)")
        raise
    else:
        line(f"  ✓ {what} ({time.monotonic() - began:.1f} s)")
    finally:
        over.set()
        heart.join()


def wait_for(what: str, ready, seconds: float = 60.0, pause: float = 0.1):
    """Asks `ready` until it answers something, and answers that. `ready` may raise `OSError` while
    the other side is not there yet."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            answer = ready()
        except OSError:
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Failure(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(pause)
