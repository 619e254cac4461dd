"""The demo: tenants, their people, and a day of conversations."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import layout
from seeding import ground, stories


def lay_ground(local: layout.Local, told: dict[str, Any]) -> dict[str, Any]:
    """Settings, articles, connections and people; answers what outputs tell of them."""
    demo = ground.tenant(local, told, "demo")
    other = ground.tenant(local, told, "other")
    models = {kind: ground.tenant(local, told, f"model-{kind.replace('_', '-')}", "model", kind)
              for kind in ("embedded", "bedrock", "openai_compatible")}
    ground.sender(local)
    laid = [demo, other, *models.values()]
    for each in (connection for tenant in laid for connection in tenant["connections"]):
        if each["channel"] == "whatsapp":
            introduce(local, each)
    return demo | {"other_tenant": other, "model_tenants": models}


def introduce(local: layout.Local, connection: dict[str, Any]) -> None:
    """Tells the Graph sandbox of a WhatsApp number."""
    known = {name: connection[name] for name in
             ("phone_number_id", "app_secret", "webhook_url", "display_phone_number")}
    request = urllib.request.Request(
        f"{local.sandbox_url}/_sandbox/connections", data=json.dumps(known).encode(),
        headers={"content-type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=10):
        pass


def tell_stories(local: layout.Local, told: dict[str, Any]) -> None:
    """Plays the day's conversations that were not played before."""
    stories.play(local, told)
