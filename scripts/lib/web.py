"""The npm packages of the checkout: installed as their lock files say, and built where they changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import building
import hosting
import layout
import say
import toolbox

MARKS = layout.ROOT / ".local" / "web"
LEFT_OUT = {"node_modules", "dist"}
OLDEST_NODE = (20, 19)


def need_node() -> None:
    toolbox.need("npm", "to build the dashboard and the widget (Node 20.19 or newer)")
    told = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    version = tuple(int(part) for part in told.lstrip("v").split(".")[:2])
    if version < OLDEST_NODE:
        raise say.Failure(f"Node {told} is too old; 20.19 or newer is needed")


def root_of(package: Path) -> Path:
    """Where a package's lock file is: the workspace's, if it is part of one."""
    return layout.DASHBOARD if package.parent in workspace() else package


def workspace() -> list[Path]:
    """The folder of the dashboard's workspace, if its packages form one."""
    return [layout.DASHBOARD] if (layout.DASHBOARD / "package-lock.json").exists() else []


def fingerprint(*roots: Path) -> str:
    """Changes with any source below these folders."""
    told = hashlib.sha256()
    for root in roots:
        for folder, inner, names in os.walk(root):
            inner[:] = sorted(set(inner) - LEFT_OUT)
            for name in sorted(names):
                file = Path(folder, name)
                told.update(str(file.relative_to(layout.ROOT)).encode())
                told.update(building.digest(file).encode())
    return told.hexdigest()


def install(package: Path) -> None:
    """`npm ci`, unless what the lock file says is there already."""
    root = root_of(package)
    mark = root / "node_modules" / ".installed"
    now = building.digest(root / "package-lock.json")
    if mark.exists() and mark.read_text() == now:
        return
    need_node()
    name = root.relative_to(layout.ROOT)
    with say.step(f"npm ci in {name}"):
        npm(root, "ci", "--no-audit", "--no-fund")
    mark.write_text(now)


def build(site: hosting.Site) -> None:
    """Builds a site, unless what is there was built from these very sources."""
    mark = MARKS / site.name
    now = fingerprint(site.folder) + building.digest(root_of(site.folder) / "package-lock.json")
    if site.built.exists() and mark.exists() and mark.read_text() == now:
        say.line(f"✓ {site.name} is built")
        return
    install(site.folder)
    with say.step(f"building {site.name}"):
        npm(site.folder, "run", "build")
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(now)


def npm(folder: Path, *words: str) -> None:
    """Runs npm; what it says is shown where it fails."""
    ended = subprocess.run(["npm", *words], cwd=folder, text=True, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ended.returncode != 0:
        said = "\n".join(ended.stdout.splitlines()[-40:])
        raise say.Failure(f"`npm {' '.join(words)}` failed in {folder}:\n{said}")


def need_chromium() -> str:
    """The path of a Chromium for the browser tests; installs Debian's where that is allowed."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        with say.step("apt-get install chromium"):
            apt("update")
            apt("install", "--yes", "--no-install-recommends", "chromium")
        found = shutil.which("chromium")
    if found is None:
        raise say.Failure("the browser tests need Debian's `chromium` on the PATH: "
                          "`apt-get install chromium` as root")
    return found


def apt(*words: str) -> None:
    ended = subprocess.run(["apt-get", "--quiet", *words], text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                           env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if ended.returncode != 0:
        said = "\n".join(ended.stdout.splitlines()[-15:])
        raise say.Failure(f"`apt-get {' '.join(words)}` failed:\n{said}")
