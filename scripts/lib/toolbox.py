"""The Python tools of the checkout: a virtual environment with pinned versions.

Runs on any Python 3.10, before anything is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys

import layout
import say

MARK = layout.VENV / ".requirements.sha256"


def wanted() -> str:
    return hashlib.sha256(layout.REQUIREMENTS.read_bytes()).hexdigest()


def enter() -> None:
    """Makes sure of the virtual environment, and goes on inside it."""
    if sys.version_info < (3, 10):
        raise say.Failure("Python 3.10 or newer is needed")
    python = layout.VENV / "bin" / "python"
    if not (python.exists() and MARK.exists() and MARK.read_text() == wanted()):
        install(python)
    if os.path.abspath(sys.prefix) != os.path.abspath(layout.VENV):
        sys.stdout.flush()
        os.execv(python, [str(python), *sys.argv])


def install(python) -> None:
    if not python.exists():
        with say.step("making .local/venv"):
            layout.VENV.parent.mkdir(parents=True, exist_ok=True)
            made = subprocess.run(
                [sys.executable, "-m", "venv", str(layout.VENV)], capture_output=True, text=True
            )
            if made.returncode != 0:
                shutil.rmtree(layout.VENV, ignore_errors=True)
                raise say.Failure(
                    "python -m venv failed; on Debian, `apt-get install python3-venv`\n"
                    + (made.stdout + made.stderr).strip()
                )
    with say.step("installing pinned tools into .local/venv"):
        installed = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--requirement", str(layout.REQUIREMENTS)],
        )
        if installed.returncode != 0:
            raise say.Failure("pip could not install scripts/requirements.txt (see above)")
    MARK.write_text(wanted())


def tool(name: str) -> str:
    """The path of a tool in the virtual environment."""
    return str(layout.VENV / "bin" / name)


def need(program: str, why: str) -> None:
    """Says what is missing from the machine."""
    if shutil.which(program) is None:
        raise say.Failure(f"`{program}` is not on the PATH; it is needed {why}")
