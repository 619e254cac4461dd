"""What is served of the dashboard and the widget, where, and with which headers: the same on
CloudFront and on this machine."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import layout

TEMPLATE = layout.INFRA / "dashboard.yaml"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Site:
    """A package of `dashboard/` whose built files are served below a prefix."""

    name: str
    prefix: str
    # Its resource in infra/dashboard.yaml.
    headers: str

    @property
    def folder(self) -> Path:
        return layout.DASHBOARD / self.name

    @property
    def built(self) -> Path:
        return self.folder / "dist"

    @property
    def config(self) -> str:
        """Where it reads what differs between deployments."""
        return f"{self.prefix}config.json"


def sites() -> list[Site]:
    """The sites that the checkout has."""
    known = [Site("desk", "", "DeskHeaders"), Site("widget", "widget/", "WidgetHeaders")]
    return [site for site in known if (site.folder / "package.json").exists()]


def files(site: Site) -> Iterator[tuple[str, Path]]:
    """Each built file and its place. What begins with a dot is the bundler's own."""
    for path in sorted(site.built.rglob("*")):
        inside = path.relative_to(site.built)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield site.prefix + inside.as_posix(), path


def kept(key: str) -> str:
    """How long a file may be kept, as its `Cache-Control` says. Assets have a hash in their names and
    never change; the widget's address stands in other people's pages and cannot change."""
    if "assets/" in key:
        return "public, max-age=31536000, immutable"
    if key.endswith("widget.js"):
        return "public, max-age=300, stale-while-revalidate=86400"
    return "no-cache"


def content_type(key: str) -> str:
    suffix = Path(key).suffix
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


def desk_config(stack: dict[str, str], hosted_page: str) -> dict[str, str]:
    """The page's `config.json`."""
    return {
        "api_url": stack["api_url"],
        "ws_url": stack["ws_url"],
        "hosted_page_url": hosted_page,
        "issuer": f"https://cognito-idp.{stack['region']}.amazonaws.com/{stack['user_pool_id']}",
        "client_id": stack["client_id"],
    }


def widget_config(stack: dict[str, str], demo: dict | None = None) -> dict:
    """The widget's `config.json`, which every website may read."""
    told = {"api_url": stack["api_url"], "ws_url": stack["ws_url"]}
    return told if demo is None else told | {"demo": demo}


class Tagged(yaml.SafeLoader):
    """Reads CloudFormation's short forms as if they were plain values."""


def untagged(loader: Tagged, _: str, node: yaml.Node):
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_scalar(node)


Tagged.add_multi_constructor("!", untagged)


def headers(site: Site, reached: str, files: str) -> dict[str, str]:
    """The headers that the template has CloudFront add, for a page that reaches these addresses, and
    files at that one.
    Strict transport security is left to real domains."""
    described = yaml.load(TEMPLATE.read_text(), Tagged)["Resources"][site.headers]  # noqa: S506
    policy = described["Properties"]["ResponseHeadersPolicyConfig"]
    secure = policy["SecurityHeadersConfig"]
    content, _ = secure["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    told = {
        "Content-Security-Policy": content.replace("${Reached}", reached).replace("${Files}", files),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": secure["FrameOptions"]["FrameOption"],
        "Referrer-Policy": secure["ReferrerPolicy"]["ReferrerPolicy"],
    }
    told |= {it["Header"]: it["Value"] for it in policy["CustomHeadersConfig"]["Items"]}
    if "CorsConfig" in policy:
        told["Access-Control-Allow-Origin"] = "*"
    return told
