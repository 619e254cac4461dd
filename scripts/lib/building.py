"""One cargo build of every function, and what of it is deployed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import layout
import say
import toolbox

MAX_BYTES = 5_000_000
# What carries the evaluator: its heads, word lists, languages and clients (docs/adr/0014).
MAX_BYTES_WITH_EVALUATOR = 8_000_000
GLIBC = (2, 34)
TARGETS = {"x86_64": "x86_64-unknown-linux-gnu", "arm64": "aarch64-unknown-linux-gnu"}
NO_UNWIND = Path(__file__).with_name("no-unwind.ld")
# Nothing in a zip tells when it was made: the same binary makes the same zip.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Function:
    """A folder of `functions/`."""

    name: str
    package: str


def functions() -> list[Function]:
    """Every folder of `functions/` that holds a binary of the folder's name."""
    told = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1"],
        cwd=layout.ROOT, capture_output=True, text=True,
    )
    if told.returncode != 0:
        raise say.Failure(f"cargo metadata failed:\n{told.stderr.strip()}")
    found = []
    for package in json.loads(told.stdout)["packages"]:
        folder = Path(package["manifest_path"]).parent
        if folder.parent != layout.FUNCTIONS:
            continue
        binaries = {t["name"] for t in package["targets"] if "bin" in t["kind"]}
        if folder.name in binaries:
            found.append(Function(folder.name, package["name"]))
        else:
            say.warn(f"functions/{folder.name} has no binary named {folder.name}; left out")
    return sorted(found, key=lambda f: f.name)


def described() -> set[str]:
    """The functions that the templates deploy."""
    mark = "Code: ../.build/functions/"
    return {
        line.strip().removeprefix(mark).rstrip("/")
        for template in layout.INFRA.glob("*.yaml")
        for line in template.read_text().splitlines()
        if line.strip().startswith(mark)
    }


def most_bytes(function: Function) -> int:
    """How much a function's binary may weigh."""
    manifest = (layout.FUNCTIONS / function.name / "Cargo.toml").read_text()
    needed = manifest.partition("[dependencies]")[2].partition("\n[")[0]
    return MAX_BYTES_WITH_EVALUATOR if "baton-evaluator" in needed else MAX_BYTES


def check_described(names: set[str]) -> None:
    """Folders and templates must name the same functions."""
    absent, unknown = described() - names, names - described()
    if absent:
        raise say.Failure(f"infra/ deploys functions that functions/ has not: {sorted(absent)}")
    for name in sorted(unknown):
        say.warn(f"functions/{name} stands in no template and is not deployed")


def compile_all(selected: list[Function], architecture: str) -> dict[str, Path]:
    """Builds the binaries for Lambda in one go; answers where each is."""
    toolbox.need("cargo", "to build the functions")
    triple = TARGETS[architecture]
    command = [toolbox.tool("cargo-lambda"), "lambda", "build", "--locked", "--release",
               "--compiler", "cargo-zigbuild", "--disable-optimizations",
               "--lambda-dir", str(layout.BUILT / "cargo-lambda"),
               "--target", f"{triple}.{GLIBC[0]}.{GLIBC[1]}"]
    for function in selected:
        command += ["--package", function.package, "--bin", function.name]
    flags = f"CARGO_TARGET_{triple.upper().replace('-', '_')}_RUSTFLAGS"
    environment = {
        **os.environ,
        # cargo-lambda finds zig by way of the virtual environment's `python -m ziglang`.
        "PATH": f"{layout.VENV / 'bin'}:{os.environ['PATH']}",
        # Only for these targets, because the tests on this machine do unwind.
        flags: f"-Clink-arg=-Wl,-T,{NO_UNWIND}",
    }
    if subprocess.run(command, cwd=layout.ROOT, env=environment).returncode != 0:
        raise say.Failure("cargo could not build the functions (see above)")
    # cargo-lambda moves what it built there.
    return {f.name: layout.BUILT / "cargo-lambda" / f.name / "bootstrap" for f in selected}


def compile_here(selected: list[Function]) -> dict[str, Path]:
    """Builds the functions, and the sandboxes and the meter beside them, for this machine; answers
    where each function is. With the features under which the tests build what they stand on, and as
    they do: otherwise all of it is built once more."""
    toolbox.need("cargo", "to build the functions")
    tools = [path.stem for path in sorted((layout.ROOT / "tests" / "src" / "bin").glob("*.rs"))]
    command = ["cargo", "build", "--workspace", "--all-features", "--locked"]
    for name in [*(function.name for function in selected), *tools]:
        command += ["--bin", name]
    if subprocess.run(command, cwd=layout.ROOT).returncode != 0:
        raise say.Failure("cargo could not build the functions (see above)")
    folder = layout.ROOT / "target" / "debug"
    return {f.name: folder / f.name for f in selected}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def place(binaries: dict[str, Path], into: Path) -> None:
    """Puts each binary where the templates expect it, touching only what changed."""
    into.mkdir(parents=True, exist_ok=True)
    for stale in into.iterdir():
        if stale.name not in binaries:
            shutil.rmtree(stale)
    for name, binary in binaries.items():
        bootstrap = into / name / "bootstrap"
        if bootstrap.exists() and (
            bootstrap.samefile(binary) or digest(bootstrap) == digest(binary)
        ):
            continue
        bootstrap.parent.mkdir(exist_ok=True)
        fresh = bootstrap.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        link_or_copy(binary, fresh)
        fresh.replace(bootstrap)


def link_or_copy(binary: Path, fresh: Path) -> None:
    """The same file under a second name, for cargo never writes into a binary that it has made but
    puts another in its place. A copy where the two folders are on different disks."""
    try:
        fresh.hardlink_to(binary)
    except OSError:
        shutil.copyfile(binary, fresh)
        fresh.chmod(0o755)


def zip_all(selected: list[Function], built: Path, into: Path) -> None:
    """Makes one zip per function, the same bytes from the same binary."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for function in selected:
        entry = zipfile.ZipInfo("bootstrap", ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o100755 << 16
        with zipfile.ZipFile(into / f"{function.name}.zip", "w") as archive:
            archive.writestr(entry, (built / function.name / "bootstrap").read_bytes(),
                             compresslevel=9)
