"""Child processes of the local stack: started here, watched here, and stopped here."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import say

PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process that this one started; it leads a process group of its own."""

    name: str
    process: subprocess.Popen
    log: Path

    def ended(self) -> bool:
        return self.process.poll() is not None


def port_is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def need_ports(ports: dict[int, str]) -> None:
    taken = [f"{port} ({what})" for port, what in ports.items() if not port_is_free(port)]
    if taken:
        raise say.Failure(
            f"something else listens on 127.0.0.1 port {', '.join(taken)}; stop it "
            "(`scripts/dev --stop` if it is another of these), or set BATON_PORT_BASE"
        )


def start(name: str, command: list[str], environment: dict[str, str], log: Path) -> Child:
    log.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getpid()

    def die_with_the_parent() -> None:
        # Ctrl-C must not reach children by itself: they are stopped in order, and MiniStack needs
        # the time to save its state. If this process is killed outright, Linux tells them.
        os.setsid()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    with log.open("ab") as out:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, preexec_fn=die_with_the_parent,
        )
    return Child(name, process, log)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return False


def wait_until_ready(child: Child, url: str, seconds: float = 60.0) -> None:
    def ready() -> bool:
        if child.ended():
            raise say.Failure(f"{child.name} stopped at once:\n{tail(child.log)}")
        return answers(url)

    say.wait_for(f"{child.name} to answer at {url}", ready, seconds)


def tail(log: Path, lines: int = 15) -> str:
    if not log.exists():
        return f"(no {log})"
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) + f"\n(in {log})"


def stop(child: Child, seconds: float = 60.0) -> None:
    """Asks a child to end, waits, and then ends what it left behind in its group."""
    if not child.ended():
        child.process.terminate()
        try:
            child.process.wait(seconds)
        except subprocess.TimeoutExpired:
            say.warn(f"{child.name} did not end within {seconds:.0f} s and is killed")
            child.process.kill()
            child.process.wait()
    for last in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.process.pid, last)
        except ProcessLookupError:
            return
        time.sleep(0.2)
