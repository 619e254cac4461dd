"""The life of the local stack, from start to stop."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import building
import deploying
import encoder
import hosting
import layout
import outputs
import running
import say
import seeding
import toolbox
import web


class Stopped(BaseException):
    """Somebody asked for an end; passes every `except Exception`."""


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="scripts/dev")
    parser.add_argument("--fresh", action="store_true", help="forget all state first")
    parser.add_argument("--detach", action="store_true", help="run in the background")
    parser.add_argument("--stop", action="store_true", help="end the one in the background")
    parser.add_argument("--no-stories", action="store_true",
                        help="seed settings and people, but no conversations")
    asked = parser.parse_args(words)
    local = layout.Local.from_environment()
    local.folder.mkdir(parents=True, exist_ok=True)
    if asked.stop:
        stop_other(local)
    elif asked.detach:
        detach(local, [w for w in words if w != "--detach"])
    else:
        stay(local, asked)


@contextmanager
def alone(local: layout.Local):
    """Holds the stack's lock for as long as this process runs it."""
    with local.lock_file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise say.Failure(
                f"scripts/dev runs already with its state in {local.folder}; "
                "end it with Ctrl-C there, or with `scripts/dev --stop`"
            ) from None
        local.pid_file.write_text(str(os.getpid()))
        try:
            yield
        finally:
            local.pid_file.unlink(missing_ok=True)


def stay(local: layout.Local, asked: argparse.Namespace) -> None:
    def leave(signum, frame):
        # The second signal of an impatient person must not interrupt the saving of state.
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, leave)
    began = time.monotonic()
    children: list[running.Child] = []
    with alone(local):
        try:
            up(local, asked, children)
            say.line(f"\nReady after {time.monotonic() - began:.0f} s. Ctrl-C stops it; "
                     "state is kept.")
            watch(children)
        except Stopped:
            say.line("")
        finally:
            down(local, children)


def up(local: layout.Local, asked: argparse.Namespace, children: list[running.Child]) -> None:
    running.need_ports({
        local.base: "MiniStack", local.base + 1: "the meter", local.base + 2: "the Graph sandbox",
        local.base + 4: "the model sandbox",
        local.base + 3: "the dashboard",
    })
    local.outputs.unlink(missing_ok=True)
    if asked.fresh:
        with say.step("forgetting all state"):
            shutil.rmtree(local.state, ignore_errors=True)
            shutil.rmtree(local.logs, ignore_errors=True)
    local.state.mkdir(parents=True, exist_ok=True)
    encoder.fetch()
    selected = building.functions()
    building.check_described({f.name for f in selected})
    with say.step(f"cargo build of {len(selected)} functions, the meter and the sandboxes"):
        binaries = building.compile_here(selected)
        building.place(binaries, local.functions)
    for site in hosting.sites():
        web.build(site)
    with say.step("starting MiniStack, the meter and the sandboxes"):
        start_all(local, children)
    described = deploying.deploy(local)
    told = outputs.addresses(local, described)
    with say.step("seeding settings, articles and people"):
        told |= seeding.lay_ground(local, told)
    with say.step("starting the server of the dashboard and the widget"):
        start_sites(local, told, children)
    outputs.write(local, told)
    if not asked.no_stories:
        seeding.tell_stories(local, told)
    introduce(told)


def rewind_streams(local: layout.Local) -> None:
    """MiniStack keeps how far a function has read a table's stream, but not the stream itself: after
    a restart it would wait, deaf, until as many new rows were written. The stream begins anew, so
    its reader does too."""
    kept = local.state / "aws" / "lambda.json"
    if not kept.exists():
        return
    whole = json.loads(kept.read_text())
    if whole.get("payload", {}).pop("dynamodb_stream_positions", None) is not None:
        fresh = kept.with_suffix(".rewound")
        fresh.write_text(json.dumps(whole))
        fresh.replace(kept)


def start_all(local: layout.Local, children: list[running.Child]) -> None:
    rewind_streams(local)
    scratch = local.folder / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL")
             if name in os.environ}
    tools = layout.ROOT / "target" / "debug"

    def begin(name: str, command: list[str], environment: dict[str, str], url: str) -> None:
        child = running.start(name, command, {**plain, "TMPDIR": str(scratch), **environment},
                              local.logs / f"{name}.log")
        children.append(child)
        running.wait_until_ready(child, url)

    begin("graph-sandbox",
          [str(tools / "graph-sandbox"), "--port", str(local.base + 2),
           "--state", str(local.state / "graph-sandbox.json")],
          {}, f"{local.sandbox_url}/_sandbox/health")
    begin("model-sandbox", [str(tools / "model-sandbox"), "--port", str(local.base + 4)],
          {}, f"{local.model_url}/_model/health")
    begin("aws-meter",
          [str(tools / "aws-meter"), "--upstream", local.gateway_url,
           "--listen", f"127.0.0.1:{local.base + 1}"],
          {}, f"{local.meter_url}/_meter/health")
    begin("ministack", [toolbox.tool("ministack")], {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(local.base),
        "PERSIST_STATE": "1",
        "S3_PERSIST": "1",
        "STATE_DIR": str(local.state / "aws"),
        "S3_DATA_DIR": str(local.state / "s3"),
        "IOT_MTLS_PORT": "off",
        # MiniStack hands this to every function in place of its own address.
        "AWS_ENDPOINT_URL": local.meter_url,
        # Bedrock's models are the model sandbox.
        "MINISTACK_BEDROCK_PROXY_URL": local.model_url,
        # Whether every request is held against the policies of the role that makes it.
        "AUTH": "true" if deploying.enforces_iam() else "false",
    }, f"{local.gateway_url}/_ministack/health")


def start_sites(local: layout.Local, told: dict, children: list[running.Child]) -> None:
    """Serves what was built, with the addresses of this stack."""
    found = {site.name: site for site in hosting.sites()}
    agent = next(each for each in told["agents"] if each["role"] == "agent")
    demo = {
        "connection_id": next(c["id"] for c in told["connections"] if c["channel"] == "widget"),
        "dashboard_url": told["dashboard_url"],
        "agent": {"email": agent["email"], "password": agent["password"]},
    }
    configs = {
        # The gateway serves the user pool's page.
        "desk": hosting.desk_config(told, local.gateway_url),
        "widget": hosting.widget_config(told, demo),
    }
    # Functions sign addresses of files as they reach AWS: through the meter.
    reached = f"{local.gateway_url} {local.gateway_url.replace('http', 'ws', 1)}"
    by_length = sorted(found.values(), key=lambda site: -len(site.prefix))
    plan = {
        "port": local.base + 3,
        "fallback": "index.html" if "desk" in found else None,
        "sites": [{"prefix": site.prefix, "folder": str(site.built),
                   "headers": hosting.headers(site, reached, local.meter_url)} for site in by_length],
        "configs": {site.config: configs[name] for name, site in found.items()},
    }
    written = local.state / "sites.json"
    written.write_text(json.dumps(plan))
    program = layout.ROOT / "scripts" / "lib" / "serving.py"
    child = running.start("dashboard", [sys.executable, str(program), str(written)],
                          dict(os.environ), local.logs / "dashboard.log")
    children.append(child)
    running.wait_until_ready(child, f"{local.site_url}/widget/config.json")


def watch(children: list[running.Child]) -> None:
    while True:
        for child in children:
            if child.ended():
                raise say.Failure(f"{child.name} stopped by itself:\n{running.tail(child.log)}")
        time.sleep(0.5)


def down(local: layout.Local, children: list[running.Child]) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    if not children:
        return
    with say.step("stopping, and keeping the state"):
        for child in reversed(children):
            running.stop(child)
    local.outputs.with_suffix(".ready").unlink(missing_ok=True)


def introduce(told: dict) -> None:
    desk = any(site.name == "desk" for site in hosting.sites())
    whatsapp = next(c for c in told["connections"] if c["channel"] == "whatsapp")
    say.line(f"""
  Demo website   {told['widget_url']}/demo.html   be the customer here; it says where to be the agent
  Dashboard      {told['dashboard_url'] if desk else 'not in this checkout'}
  API            {told['api_url']}
  WebSocket      {told['ws_url']}
  AWS            {told['aws_endpoint_url']}   (requests of functions: {told['meter_url']}/_meter/requests)
  Graph sandbox  {told['graph_sandbox_url']}   open it to write as a customer
  Webhook        {whatsapp['webhook_url']}
  All of it      {layout.Local.from_environment().outputs}

  Demo logins (tenant {told['tenant_id']}):""")
    for agent in told["agents"]:
        say.line(f"    {agent['role']:<6} {agent['email']:<24} {agent['password']}   {agent['name']}")
    say.line('\n  Try: scripts/say "where is my parcel?" --as +15550001')


def running_pid(local: layout.Local) -> int | None:
    """The process that runs the stack, if the lock says that one does."""
    try:
        pid = int(local.pid_file.read_text())
    except (OSError, ValueError):
        return None
    with local.lock_file.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return pid
    return None


def stop_other(local: layout.Local) -> None:
    pid = running_pid(local)
    if pid is None:
        say.line("scripts/dev does not run")
        return
    with say.step(f"stopping scripts/dev (process {pid})"):
        os.kill(pid, signal.SIGTERM)
        say.wait_for("its end", lambda: running_pid(local) is None, 120)


def detach(local: layout.Local, words: list[str]) -> None:
    log = local.logs / "dev.log"
    if running_pid(local) is not None:
        raise say.Failure("scripts/dev runs already; `scripts/dev --stop` ends it")
    local.outputs.unlink(missing_ok=True)
    local.folder.mkdir(parents=True, exist_ok=True)
    # Beside the logs at first: --fresh removes their folder.
    log = local.folder / "dev.log"
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, str(layout.ROOT / "scripts" / "dev"), *words],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    shown = 0
    while True:
        text = log.read_text(errors="replace")
        whole = text.rfind("\n") + 1
        sys.stdout.write(text[shown:whole])
        sys.stdout.flush()
        shown = max(shown, whole)
        if "\nReady after " in text[:whole]:
            say.line(f"It runs on as process {child.pid}; its words go to {log}. "
                     "`scripts/dev --stop` ends it.")
            return
        if child.poll() is not None:
            raise say.Failure(f"scripts/dev stopped with {child.returncode}; see {log}")
        time.sleep(0.2)
