"""Puts the dashboard and the widget where CloudFront finds them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

import hosting
import say
import web

# What is not kept for a year, and is asked for anew.
CHANGING = ["/", "/index.html", "/config.json", "/widget/*"]

Clients = Callable[[str], Any]


def stack_outputs(clients: Clients, name: str) -> dict[str, str]:
    """The outputs of a stack; none where it does not stand yet."""
    try:
        stack = clients("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return {}
    return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}


def build() -> None:
    for site in hosting.sites():
        web.build(site)


def publish(clients: Clients, stack: dict[str, str], region: str) -> None:
    """Uploads what was built, and what tells it of this deployment. Files of earlier versions stay:
    pages that are open still load their parts."""
    bucket = stack["DashboardBucket"]
    known = {
        "api_url": stack["ApiUrl"],
        "ws_url": stack["WebSocketUrl"],
        "region": region,
        "user_pool_id": stack["UserPoolId"],
        "client_id": stack["ClientId"],
    }
    configs = {
        "desk": hosting.desk_config(known, stack["HostedPage"]),
        "widget": hosting.widget_config(known),
    }
    s3 = clients("s3")

    def put(key: str, body: bytes) -> None:
        s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType=hosting.content_type(key),
                      CacheControl=hosting.kept(key))

    with say.step(f"uploading the dashboard and the widget to {bucket}"):
        for site in hosting.sites():
            # A page names its parts, so it comes after them.
            for key, path in sorted(hosting.files(site), key=lambda it: it[0].endswith(".html")):
                put(key, path.read_bytes())
            put(site.config, json.dumps(configs[site.name]).encode())
    clients("cloudfront").create_invalidation(
        DistributionId=stack["DashboardDistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": len(CHANGING), "Items": CHANGING},
            "CallerReference": str(time.time_ns()),
        },
    )
    say.line(f"✓ the dashboard is at {stack['DashboardAddress']}, "
             f"the widget's script at {stack['DashboardAddress']}/widget/widget.js")
