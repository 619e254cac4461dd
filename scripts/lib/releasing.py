"""What goes to AWS: built, checked, zipped, deployed."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import time
from pathlib import Path

import boto3
import tomlkit

import building
import encoder
import layout
import publishing
import say
import toolbox

NEEDED = re.compile(r"\bName: GLIBC_(\d+)\.(\d+)")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="scripts/build")
    parser.add_argument("--arch", choices=sorted(building.TARGETS), default="x86_64")
    asked = parser.parse_args(words)
    build(asked.arch)


def build(architecture: str) -> None:
    began = time.monotonic()
    need_target(architecture)
    encoder.fetch()
    selected = building.functions()
    building.check_described({f.name for f in selected})
    with say.step(f"building {len(selected)} functions for {architecture}"):
        binaries = building.compile_all(selected, architecture)
    built = layout.BUILT / "functions"
    building.place(binaries, built)
    check(selected, built, architecture)
    building.zip_all(selected, built, layout.BUILT / "zips")
    say.line(f"{len(selected)} zips in .build/zips after {time.monotonic() - began:.0f} s")


def need_target(architecture: str) -> None:
    triple = building.TARGETS[architecture]
    told = subprocess.run(["rustc", "--print", "target-libdir", "--target", triple],
                          capture_output=True, text=True)
    if told.returncode != 0 or not any(Path(told.stdout.strip()).glob("libstd-*")):
        raise say.Failure(
            f"this Rust has no standard library for {triple}; `rustup target add {triple}`")


def newest_glibc(binary: Path) -> tuple[int, int]:
    """The newest glibc version that any symbol of a binary asks for."""
    toolbox.need("readelf", "to check the binaries (Debian: binutils)")
    told = subprocess.run(["readelf", "--version-info", "--wide", str(binary)],
                          capture_output=True, text=True, check=True).stdout
    return max(((int(a), int(b)) for a, b in NEEDED.findall(told)), default=(0, 0))


def machine(binary: Path) -> str:
    told = subprocess.run(["readelf", "--file-header", "--wide", str(binary)],
                          capture_output=True, text=True, check=True).stdout
    return "x86_64" if "X86-64" in told else "arm64" if "AArch64" in told else "unknown"


def check(selected: list[building.Function], built: Path, architecture: str) -> None:
    """Holds every binary against its limits, and tells of each."""
    wrong = []
    say.line(f"\n  {'function':<28}{'bytes':>10}  glibc")
    for function in selected:
        binary = built / function.name / "bootstrap"
        size, glibc = binary.stat().st_size, newest_glibc(binary)
        say.line(f"  {function.name:<28}{size:>10}  {glibc[0]}.{glibc[1]}")
        most = building.most_bytes(function)
        if size > most:
            wrong.append(f"{function.name} has {size} bytes; {most} are allowed")
        if glibc > building.GLIBC:
            wrong.append(f"{function.name} needs glibc {glibc[0]}.{glibc[1]}; "
                         f"provided.al2023 has {building.GLIBC[0]}.{building.GLIBC[1]}")
        if machine(binary) != architecture:
            wrong.append(f"{function.name} is for {machine(binary)}")
    say.line()
    if wrong:
        raise say.Failure("not deployable:\n  " + "\n  ".join(wrong))


def deploy(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="scripts/deploy")
    parser.add_argument("environment", choices=["dev", "prod"])
    parser.add_argument("overrides", nargs="*", metavar="Name=value")
    parser.add_argument("--no-build", action="store_true")
    asked = parser.parse_args(words)
    settings = configured(asked.environment)
    region, stack = settings["region"], settings["stack_name"]
    overrides = parameters(settings["parameter_overrides"]) | parameters(asked.overrides)
    if asked.no_build:
        encoder.fetch()
    else:
        build(overrides.get("Architecture", "x86_64"))
    publishing.build()

    def clients(service: str):
        return boto3.client(service, region_name=region)

    standing = publishing.stack_outputs(clients, stack)
    if "DashboardAddress" in standing:
        # Known from the first deployment on: sign-in returns there.
        overrides.setdefault("DashboardUrl", standing["DashboardAddress"])
        overrides.setdefault("AllowedOrigins", standing["DashboardAddress"])
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0"}
    with say.step("cfn-lint"):
        if subprocess.run([toolbox.tool("cfn-lint")], cwd=layout.ROOT).returncode != 0:
            raise say.Failure("the templates have faults (see above)")
    command = [toolbox.tool("sam"), "deploy", "--config-env", asked.environment,
               "--parameter-overrides", *(f"{n}={v}" for n, v in overrides.items())]
    if subprocess.run(command, cwd=layout.ROOT, env=environment).returncode != 0:
        raise say.Failure("sam deploy failed (see above)")
    deployed = publishing.stack_outputs(clients, stack)
    publishing.publish(clients, deployed, region)
    if overrides.get("DashboardUrl") != deployed["DashboardAddress"]:
        say.warn(f"sign-in returns to {overrides.get('DashboardUrl', 'the default DashboardUrl')}, "
                 f"but the dashboard is at {deployed['DashboardAddress']}; run this once more, or "
                 "give DashboardUrl and AllowedOrigins")


def parameters(pairs: list[str]) -> dict[str, str]:
    """What is said of the template's parameters, each as `Name=value`."""
    for pair in pairs:
        if "=" not in pair:
            raise say.Failure(f"`{pair}` is not of the form Name=value")
    return dict(pair.split("=", 1) for pair in pairs)


def configured(environment: str) -> dict:
    """What samconfig.toml says of deploying to an environment."""
    settings = tomlkit.parse((layout.ROOT / "samconfig.toml").read_text())
    return settings[environment]["deploy"]["parameters"].unwrap()
