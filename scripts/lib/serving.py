"""Serves the dashboard and the widget on loopback, as CloudFront does: a program of its own, started
by scripts/dev with the file that `stack.py` writes for it.

The file says: `port`; `fallback`, the place of the page that knows its own addresses, if there is one;
`sites`, the longest prefix first, each with `prefix`, `folder`, `headers`; `configs`, the words of each
`config.json` by its place."""

from __future__ import annotations

import http.server
import json
import signal
import sys
import urllib.parse
from pathlib import Path

import hosting


class Plan:
    """What is served."""

    def __init__(self, told: dict) -> None:
        self.port: int = told["port"]
        self.fallback: str | None = told["fallback"]
        self.configs = {key: json.dumps(value).encode() for key, value in told["configs"].items()}
        self.sites = told["sites"]

    def site(self, key: str) -> dict | None:
        return next((it for it in self.sites if key.startswith(it["prefix"])), None)

    def find(self, key: str) -> bytes | None:
        """The content of a place, never of one outside the sites' folders."""
        if key in self.configs:
            return self.configs[key]
        site = self.site(key)
        if site is None:
            return None
        folder = Path(site["folder"]).resolve()
        file = (folder / key.removeprefix(site["prefix"])).resolve()
        hidden = any(part.startswith(".") for part in key.split("/"))
        if hidden or not file.is_relative_to(folder) or not file.is_file():
            return None
        return file.read_bytes()


class Server(http.server.ThreadingHTTPServer):
    """Takes as many connections at once as a browser opens."""

    daemon_threads = True
    request_queue_size = 64


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    plan: Plan

    def do_GET(self) -> None:  # noqa: N802
        self.answer(with_body=True)

    def do_HEAD(self) -> None:  # noqa: N802
        self.answer(with_body=False)

    def answer(self, with_body: bool) -> None:
        key = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path).lstrip("/")
        status, body = 200, self.plan.find(key or "index.html")
        if body is None and self.plan.fallback is not None:
            key, body = self.plan.fallback, self.plan.find(self.plan.fallback)
        if body is None:
            status, body, kind = 404, b"There is nothing here.\n", "text/plain; charset=utf-8"
        else:
            kind = hosting.content_type(key or "index.html")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", hosting.kept(key) if status == 200 else "no-cache")
        site = self.plan.site(key)
        for name, value in (site["headers"] if site else {}).items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a browser's every request would be noise."""


def main(path: str) -> None:
    Handler.plan = Plan(json.loads(Path(path).read_text()))
    with Server(("127.0.0.1", Handler.plan.port), Handler) as server:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
