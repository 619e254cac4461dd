"""The template on the local stack, by way of `sam deploy`."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

import building
import encoder
import layout
import say
import toolbox


def client(service: str, local: layout.Local):
    return boto3.client(
        service, endpoint_url=local.gateway_url, region_name=layout.REGION,
        aws_access_key_id="test", aws_secret_access_key="test",
    )


def parameters(local: layout.Local) -> dict[str, str]:
    """What differs from AWS: addresses, and patience that suits a person who waits."""
    return {
        "Environment": "dev",
        "Architecture": "x86_64" if os.uname().machine == "x86_64" else "arm64",
        "GraphBaseUrl": f"{local.sandbox_url}/v23.0",
        "EmailFrom": "baton@demo.example",
        "DashboardUrl": local.dashboard_url,
        "ViewerProtocolPolicy": "allow-all",
        "AllowedOrigins": "*",
        # Functions talk through the meter, so that tests can count what they ask.
        "LocalEndpoint": local.meter_url,
        # The model sandbox is on this machine, without TLS.
        "AllowLoopback": "true",
        "BedrockModels": "anthropic.claude-3-haiku-20240307-v1:0=0.25/1.25",
        "LogLevel": "debug",
        "EncoderPath": str(encoder.FILE),
        "AllowPasswordAuth": "true",
        "RequestsPerSecond": "1000",
        "RequestsBurst": "2000",
        "EvaluateTimeoutSeconds": "9",
        "InboundVisibilitySeconds": "9",
        "DeliverTimeoutSeconds": "20",
        "OutboundVisibilitySeconds": "20",
        "SimulateTimeoutSeconds": "20",
        "JobsVisibilitySeconds": "20",
        "KnowledgeBeliefSeconds": "1",
    }


def fingerprint(local: layout.Local) -> str:
    """Changes when a deployment would change something."""
    told = hashlib.sha256(json.dumps([parameters(local), enforces_iam()], sort_keys=True).encode())
    templates = [layout.TEMPLATE, *sorted(layout.INFRA.glob("*.yaml"))]
    for file in [*templates, *sorted(starters(local).glob("*/bootstrap"))]:
        told.update(f"{file.parent.name}/{file.name}".encode())
        told.update(building.digest(file).encode())
    return told.hexdigest()


def starters(local: layout.Local) -> Path:
    """Where what is deployed of each function lies. With the digest of what it starts, a function
    that was built anew is deployed anew."""
    return local.folder / "templates" / "functions"


def write_starters(local: layout.Local) -> None:
    shutil.rmtree(starters(local), ignore_errors=True)
    for bootstrap in local.functions.glob("*/bootstrap"):
        starter = starters(local) / bootstrap.parent.name / "bootstrap"
        starter.parent.mkdir(parents=True)
        starter.write_text(f"#!/bin/sh\n# {building.digest(bootstrap)}\n"
                           f"exec {shlex.quote(str(bootstrap))}\n")
        starter.chmod(0o755)


def stack_outputs(local: layout.Local) -> dict[str, str] | None:
    """The outputs of a stack that stands, or nothing."""
    try:
        stack = client("cloudformation", local).describe_stacks(StackName=layout.STACK)["Stacks"][0]
    except ClientError:
        return None
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        return None
    return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}


def deploy(local: layout.Local) -> dict[str, str]:
    """Deploys unless the very same stands already; answers the stack's outputs."""
    write_starters(local)
    mark, now = local.state / "deployed", fingerprint(local)
    standing = stack_outputs(local)
    if standing and mark.exists() and mark.read_text() == now:
        say.line("✓ the stack stands as described")
        return standing
    with say.step("sam deploy"):
        run(local)
    standing = stack_outputs(local)
    if standing is None:
        raise say.Failure("sam deploy went through, but the stack does not stand")
    apply_cors(local, standing["ApiId"])
    mark.write_text(now)
    return standing


def enforces_iam() -> bool:
    """Whether functions may do only what their roles say (`BATON_ENFORCE_IAM=1`)."""
    return os.environ.get("BATON_ENFORCE_IAM") == "1"


def template(local: layout.Local) -> Path:
    """A copy of the template to deploy. Functions run on this machine, so that neither three
    gigabytes of them nor the 80 MB of the encoder are zipped and uploaded: they see no /opt and read
    the encoder where it is, and what stands for each of them starts it where it was built."""
    copy = local.folder / "templates"
    (copy / "infra").mkdir(parents=True, exist_ok=True)
    layer = copy / "encoder-layer"
    layer.mkdir(exist_ok=True)
    (layer / "README").write_text("Functions of the local stack read .build/encoder.\n")
    for source in (layout.TEMPLATE, *layout.INFRA.glob("*.yaml")):
        text = source.read_text()
        if enforces_iam():
            text = allowing_more(text)
        text = text.replace("../.build/functions/", f"{starters(local)}/")
        text = text.replace("../.build/encoder-layer/", f"{layer}/")
        text = text.replace("../.build/", f"{layout.BUILT}/")
        (copy / source.relative_to(layout.ROOT)).write_text(text)
    return copy / layout.TEMPLATE.name


def allowing_more(text: str) -> str:
    """A template that also allows what MiniStack asks for and AWS does not: batch actions and Converse by
    their own names, letters from anybody."""
    for one, many in (("sqs:SendMessage", "sqs:SendMessageBatch"),
                      ("sns:Publish", "sns:PublishBatch"),
                      ("bedrock:InvokeModel", "bedrock:Converse")):
        text = text.replace(f"Action: {one}\n                Resource",
                            f"Action: [{one}, {many}]\n                Resource")
    return text.replace("Action: ses:SendEmail\n                Resource:\n",
                        "Action: ses:SendEmail\n                Resource:\n                  - '*'\n")


def run(local: layout.Local) -> None:
    log = local.logs / "deploy.log"
    overrides = [f"{name}={value}" for name, value in parameters(local).items()]
    command = [
        toolbox.tool("sam"), "deploy", "--template-file", str(template(local)),
        "--stack-name", layout.STACK, "--region", layout.REGION, "--resolve-s3",
        "--config-env", "local", "--no-progressbar", "--disable-rollback",
        "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset",
        "--parameter-overrides", *overrides,
    ]
    environment = {**os.environ, **layout.aws_environment(local.gateway_url)}
    with log.open("wb") as out:
        ended = subprocess.run(command, cwd=layout.ROOT, env=environment, stdout=out,
                               stderr=subprocess.STDOUT)
    if ended.returncode != 0:
        said = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
        raise say.Failure(
            f"sam deploy failed (all of it in {log}):\n{said}\n"
            "The local CloudFormation cannot replace a resource of a nested stack: if that is what "
            "changed, start over with `scripts/dev --fresh`."
        )


def apply_cors(local: layout.Local, api_id: str) -> None:
    """Says again which sites may call the API: the local CloudFormation keeps the template's
    spelling (`AllowOrigins`), which the local API does not read."""
    api = client("apigatewayv2", local)
    api.update_api(ApiId=api_id, CorsConfiguration={
        "AllowOrigins": parameters(local)["AllowedOrigins"].split(","),
        "AllowMethods": ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        "AllowHeaders": ["authorization", "content-type", "idempotency-key"],
        "ExposeHeaders": ["retry-after", "x-next-cursor"],
        "MaxAge": 600,
    })
