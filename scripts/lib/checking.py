"""Every check of the checkout, one after the other; what failed does not keep the rest from running."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import encoder
import hosting
import layout
import say
import toolbox
import training
import web

SUMMARY = re.compile(r"^\s*Summary \[.*?\]\s+(?P<counts>.*)$", re.MULTILINE)
VITEST_TOTALS = re.compile(r"^\s*Tests\s+(?P<counts>.*\d+ (?:passed|failed).*)$", re.MULTILINE)
PACKAGE_CHECKS = ["check:client", "check:types", "check:style", "build", "check:bundle"]
PORT_BASE = "14566"
SLOWEST_START = 15 * 60
MOST_RESERVED = 900


@dataclass
class Count:
    """How many checks held."""

    passed: int = 0
    failed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed)


Step = Callable[[], Count]


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="scripts/test")
    parser.add_argument("--only", default="", help="the steps to run, parted by commas")
    parser.add_argument("--no-stack", action="store_true", help="no step that needs a stack")
    asked = parser.parse_args(words)
    os.environ.setdefault("CARGO_TERM_COLOR", "never")
    # The pinned cargo-nextest, whatever the machine has.
    os.environ["PATH"] = f"{layout.VENV / 'bin'}:{os.environ['PATH']}"
    if os.environ.get("CI"):
        # Nothing is built twice there, nobody steps through it, and some two hundred test binaries
        # with their line tables fill a small disk.
        for setting, value in [("INCREMENTAL", "0"), ("PROFILE_DEV_DEBUG", "0"),
                               ("PROFILE_DEV_STRIP", "debuginfo")]:
            os.environ.setdefault(f"CARGO_{setting}", value)
    own = OwnStack()
    steps = {
        "format": lambda: command("cargo", "fmt", "--all", "--check"),
        "clippy": lambda: command("cargo", "clippy", "--workspace", "--all-targets",
                                  "--all-features", "--locked", "--", "--deny", "warnings"),
        "deny": deny,
        "templates": templates,
        "scripts": python,
        "unit": unit,
        "web": packages,
        "bench": bench,
        "stack": lambda: stories(own),
        "browser": lambda: browser(own),
    }
    wanted = [name for name in asked.only.split(",") if name] or list(steps)
    unknown = set(wanted) - set(steps)
    if unknown:
        raise say.Failure(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(steps)}")
    if asked.no_stack:
        wanted = [name for name in wanted if name not in ("stack", "browser")]
    try:
        total = run({name: steps[name] for name in steps if name in wanted})
    finally:
        own.stop()
    finish(total)


def run(steps: dict[str, Step]) -> Count:
    total, told = Count(), []
    for name, step in steps.items():
        say.line(f"\n── {name}")
        began = time.monotonic()
        try:
            count = step()
        except say.Failure as failure:
            say.warn(str(failure))
            count = Count(failed=1)
        total += count
        told.append((name, count, time.monotonic() - began))
    say.line("")
    for name, count, seconds in told:
        mark = "✗" if count.failed else "✓"
        say.line(f"{mark} {name:<10} {count.passed:>5} passed {count.failed:>4} failed "
                 f"{seconds:>7.0f} s")
    return total


def finish(total: Count) -> None:
    """The last line; a run in which nothing was checked has failed."""
    if not total.passed and not total.failed:
        total.failed = 1
    say.line(f"\n{total.passed} passed, {total.failed} failed")
    sys.exit(1 if total.failed else 0)


def command(*words: str, environment: dict[str, str] | None = None,
            folder: Path = layout.ROOT) -> Count:
    ended = subprocess.run(words, cwd=folder, env={**os.environ, **(environment or {})})
    if ended.returncode == 0:
        return Count(passed=1)
    say.warn(f"`{' '.join(words)}` ended with {ended.returncode}")
    return Count(failed=1)


def python() -> Count:
    scripts = ["build", "deploy", "dev", "lib", "say", "seed", "test", "train-evaluator"]
    return card() + command(
        toolbox.tool("ruff"), "check", "--quiet", "--isolated", "--select", "E7,E9,F,B",
        "--target-version", "py310", *(str(layout.ROOT / "scripts" / name) for name in scripts))


def card() -> Count:
    """Nobody has edited the evaluator's page past the template that it is written from."""
    if training.card.has_words(training.CARD.read_text()):
        return Count(passed=1)
    say.warn(f"{training.CARD.relative_to(layout.ROOT)} is not what scripts/lib/training/card.py says")
    return Count(failed=1)


def deny() -> Count:
    say.line("advisories are not checked: their database cannot be fetched here")
    return command(toolbox.tool("cargo-deny"), "--log-level", "error", "check",
                   "--hide-inclusion-graph", "licenses", "bans", "sources")


def templates() -> Count:
    count = command(toolbox.tool("cfn-lint"))
    everything = [layout.TEMPLATE, *sorted(layout.INFRA.glob("*.yaml"))]
    # Most of what each takes is its start.
    with ThreadPoolExecutor(os.cpu_count() or 1) as beside:
        count += sum(beside.map(validated, everything), Count())
    return count + reservations(everything)


def validated(template: Path) -> Count:
    return command(toolbox.tool("sam"), "validate", "--lint", "--region", layout.REGION,
                   "--template-file", str(template),
                   environment=layout.aws_environment("http://127.0.0.1:9"))


def reservations(templates: list[Path]) -> Count:
    """An account has 1,000 concurrent executions, and Lambda keeps 100 of them unreserved."""
    reserved = [int(number) for template in templates
                for number in re.findall(r"^    \w+: \{[^}]*\bprod: (\d+)\}", template.read_text(),
                                         re.MULTILINE)]
    if reserved and sum(reserved) <= MOST_RESERVED:
        return Count(passed=1)
    say.warn(f"{len(reserved)} functions reserve {sum(reserved)} executions in prod, of at most "
             f"{MOST_RESERVED}")
    return Count(failed=1)


def nextest(*words: str, environment: dict[str, str] | None = None) -> Count:
    """Runs tests and shows them as they end; the counts are read off the closing line."""
    said, status = shown(
        ["cargo", "nextest", "run", "--workspace", "--all-features", "--locked", *words],
        layout.ROOT, environment or {})
    return counted(said, status)


def shown(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[str, int]:
    """Runs something and shows what it says as it says it; answers that, and its status."""
    process = subprocess.Popen(
        words, cwd=folder, env={**os.environ, **environment}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    said = []
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        said.append(line)
    process.wait()
    return "".join(said), process.returncode


def number(said: str, of: str) -> int:
    found = re.search(rf"(\d+) {of}", said)
    return int(found.group(1)) if found else 0


def counted(said: str, status: int) -> Count:
    """The counts of a nextest run. One that ended badly without a failed test did not build."""
    summaries = SUMMARY.findall(said)
    if not summaries:
        return Count(failed=1)
    last = summaries[-1]
    count = Count(number(last, "passed"), sum(
        number(last, how) for how in ("failed", "timed out", "exec failed")))
    if status != 0 and not count.failed:
        count.failed = 1
    return count


def unit() -> Count:
    encoder.fetch()
    return nextest("--no-fail-fast", "--filterset", "not binary_id(baton-tests::stack)")


class OwnStack:
    """A fresh stack for the stories: started by the first step that needs it, stopped at the end."""

    def __init__(self) -> None:
        self.environment: dict[str, str] | None = None
        self.dev = [sys.executable, str(layout.ROOT / "scripts" / "dev")]

    def start(self) -> dict[str, str]:
        """What tells the tests where it is."""
        if self.environment is None:
            base = os.environ.setdefault("BATON_PORT_BASE", PORT_BASE)
            local = layout.Local.from_environment()
            self.environment = {"BATON_PORT_BASE": base, "BATON_OUTPUTS": str(local.outputs)}
            ended = subprocess.run([*self.dev, "--fresh", "--no-stories", "--detach"],
                                   cwd=layout.ROOT, timeout=SLOWEST_START)
            if ended.returncode != 0:
                raise say.Failure("the stack did not start (see above)")
        elif not layout.Local.from_environment().outputs.exists():
            raise say.Failure("the stack did not start for an earlier step")
        return self.environment

    def stop(self) -> None:
        if self.environment is not None:
            subprocess.run([*self.dev, "--stop"], cwd=layout.ROOT)


def stories(own: OwnStack) -> Count:
    return nextest("--profile", "stack", "--filterset", "binary_id(baton-tests::stack)",
                   environment=own.start())


def browser(own: OwnStack) -> Count:
    """The stories that are told in a browser."""
    chromium = web.need_chromium()
    web.install(layout.BROWSER_TESTS)
    return vitest(layout.BROWSER_TESTS, {**own.start(), "BATON_CHROMIUM": chromium})


def packages() -> Count:
    """What the npm packages say of themselves: types, style, tests, and what a visitor downloads."""
    count = Count()
    for root in web.workspace():
        web.install(root)
        count += command("npx", "--no-install", "biome", "check", ".", folder=root)
    sites = [site.folder for site in hosting.sites()]
    for folder in [*sites, layout.BROWSER_TESTS]:
        web.install(folder)
        has = json.loads((folder / "package.json").read_text())["scripts"]
        for script in PACKAGE_CHECKS:
            if script in has:
                count += command("npm", "run", "--silent", script, folder=folder)
        if folder in sites:
            count += vitest(folder, {})
    return count


def bench() -> Count:
    """How smooth the sites are with more than anybody has: in a browser, on what was built."""
    chromium = web.need_chromium()
    count = Count()
    for site in hosting.sites():
        web.install(site.folder)
        scripts = json.loads((site.folder / "package.json").read_text())["scripts"]
        if "bench" in scripts:
            count += command("npm", "run", "--silent", "build", folder=site.folder)
            count += command("npm", "run", "--silent", "bench", folder=site.folder,
                             environment={"BATON_CHROMIUM": chromium})
    return count


def vitest(folder: Path, environment: dict[str, str]) -> Count:
    """Runs a package's tests; the counts are read off the closing line."""
    said, status = shown(["npm", "run", "--silent", "test"], folder,
                         {**environment, "NO_COLOR": "1"})
    totals = VITEST_TOTALS.findall(said)
    if not totals:
        return Count(failed=1)
    count = Count(number(totals[-1], "passed"), number(totals[-1], "failed"))
    if status != 0 and not count.failed:
        count.failed = 1
    return count
