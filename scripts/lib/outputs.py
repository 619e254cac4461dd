"""`.local/outputs.json`: all that a client or a test needs to drive the running stack."""

from __future__ import annotations

import json
import os

import layout


def addresses(local: layout.Local, stack: dict[str, str]) -> dict:
    """The part that the deployment alone tells. An API's address is its place on the gateway."""
    place = "_aws/execute-api"
    return {
        "api_url": f"{local.gateway_url}/{place}/{stack['ApiId']}/$default",
        "ws_url": f"{local.gateway_url.replace('http', 'ws', 1)}/{place}/{stack['WebSocketApiId']}/dev",
        "dashboard_url": local.dashboard_url,
        "widget_url": f"{local.dashboard_url}/widget",
        "aws_endpoint_url": local.gateway_url,
        "meter_url": local.meter_url,
        "graph_sandbox_url": local.sandbox_url,
        "model_sandbox_url": local.model_url,
        "region": layout.REGION,
        "user_pool_id": stack["UserPoolId"],
        "client_id": stack["ClientId"],
        "tables": {
            "conversations": stack["ConversationsTable"],
            "directory": stack["DirectoryTable"],
            "receipts": stack["ReceiptsTable"],
            "sockets": stack["SocketsTable"],
        },
        "files_bucket": stack["FilesBucket"],
        "queues": {
            name: {"name": url.rsplit("/", 1)[-1], "url": url}
            for name, url in (
                ("inbound", stack["InboundQueueUrl"]),
                ("inbound_dead", stack["InboundDeadLettersUrl"]),
                ("outbound", stack["OutboundQueueUrl"]),
                ("outbound_dead", stack["OutboundDeadLettersUrl"]),
                ("push", stack["PushQueueUrl"]),
                ("push_dead", stack["PushDeadLettersUrl"]),
                ("notify", stack["NotifyQueueUrl"]),
                ("notify_dead", stack["NotifyDeadLettersUrl"]),
                ("relay_dead", stack["RelayDeadLettersUrl"]),
                ("files", stack["FilesQueueUrl"]),
                ("files_dead", stack["FilesDeadLettersUrl"]),
                ("jobs", stack["JobsQueueUrl"]),
                ("jobs_dead", stack["JobsDeadLettersUrl"]),
            )
        },
        "topics": {"events": stack["EventsTopicArn"]},
        "function_prefix": "baton-dev-",
    }


def write(local: layout.Local, outputs: dict) -> None:
    """Writes the file in one go: a reader finds the old one or the new one, never half of one. It
    holds the demo's passwords and secrets, so only its owner may read it."""
    fresh = local.outputs.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(outputs, file, indent=2, ensure_ascii=False)
        file.write("\n")
    fresh.replace(local.outputs)


def read(local: layout.Local) -> dict:
    return json.loads(local.outputs.read_text())
