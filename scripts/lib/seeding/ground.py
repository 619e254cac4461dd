"""What a tenant needs before anybody writes: settings, triggers, articles, connections, people.

Everything is put only where it is missing, so that what somebody changed stays changed."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

import deploying
import layout
from seeding import rows

HERE = Path(__file__).parent
# Demo people of a stack on loopback; nothing else takes this word.
PASSWORD = "Parcel-demo-2026"


def tenant(local: layout.Local, told: dict[str, Any], name: str, plan_name: str | None = None,
           word: str = "") -> dict[str, Any]:
    """Lays a tenant's ground; answers its people and connections as outputs tell them. A plan for
    several tenants has `{word}` where they differ."""
    text = (HERE / f"{plan_name or name}.json").read_text()
    number = sum(word.encode())
    plan = json.loads(text.replace("{word}", word).replace("{number}", f"{number:06d}"))
    configure(local, told["tables"]["directory"], name, plan)
    put_new(local, told["tables"]["conversations"], rows.item(f"{name}#quota", "balance", {
        # A month that is over, so that the one that runs begins with its free replies.
        "month": "2026-01", "free": 100, "free_used": 0, "packs_left": plan["packs"],
        "packs_used": 0, "changed_at": "2026-01-01T00:00:00Z", "version": 1,
    }))
    return {
        "tenant_id": name,
        "groups": groups(local, told["tables"]["directory"], name, plan.get("groups", [])),
        "agents": [person(local, told, name, each) for each in plan["agents"]],
        "connections": [connection(local, told, name, each) for each in plan["connections"]],
    }


def put_new(local: layout.Local, table: str, row: dict[str, Any]) -> bool:
    """Whether it was missing."""
    try:
        deploying.client("dynamodb", local).put_item(
            TableName=table, Item=row, ConditionExpression="attribute_not_exists(pk)"
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


def built_in() -> list[dict[str, Any]]:
    """The triggers that every tenant begins with; a test holds them to the code's."""
    return json.loads(Path(__file__).with_name("built_in.json").read_text())


def configure(local: layout.Local, table: str, name: str, plan: dict[str, Any]) -> None:
    put_new(local, table, rows.item("system", f"tenant#{name}", {"tenant_id": name}))
    put_new(local, table, rows.item(name, "settings", plan["settings"]))
    triggers = [{"id": rows.fixed_id("trg_", name, trigger["name"]), **trigger}
                for trigger in plan["triggers"]]
    put_new(local, table, rows.item(name, "policy", {"triggers": triggers + built_in()}))
    publish(local, table, name, plan["articles"])
    can(local, table, name, plan.get("canned_replies", {}))


def can(local: layout.Local, table: str, name: str, replies: dict[str, str]) -> None:
    """Canned replies, and how many there are."""
    partition = f"{name}#canned-replies"
    signed = {"version": 1, "updated_at": rows.MADE_AT, "updated_by": seeding(name)}
    for shortcut, text in replies.items():
        row = rows.item(partition, f"reply#{shortcut}",
                        {"shortcut": shortcut, "text": text, **signed})
        if put_new(local, table, row):
            deploying.client("dynamodb", local).update_item(
                TableName=table, Key=rows.item(partition, "count", {}),
                UpdateExpression="ADD #count :one", ExpressionAttributeNames={"#count": "count"},
                ExpressionAttributeValues={":one": {"N": "1"}})


def seeding(name: str) -> dict[str, str]:
    """Whoever wrote what is seeded."""
    return {"id": rows.fixed_id("agt_", name, "seeding"), "name": "Seeding"}


def publish(local: layout.Local, table: str, name: str, articles: list[dict[str, Any]]) -> None:
    """Articles as people keep them and as the bot reads them, and how many there are. They have no
    vectors: whoever searches makes them."""
    signed = {"by": seeding(name), "at": rows.MADE_AT}
    for article in articles:
        read = {"id": rows.fixed_id("art_", name, article["title"]), "locale": "en", **article}
        chunks = len(article["body"].split("\n\n"))
        kept = {"version": 1, "status": "published", "chunks": chunks, "created": signed,
                "updated": signed, "published": signed}
        put_new(local, table, rows.item(f"{name}#articles", f"article#{read['id']}", read | kept))
        put_new(local, table, rows.item(f"{name}#articles", f"published#{read['id']}", read))
    total = sum(len(article["body"].split("\n\n")) for article in articles)
    put_new(local, table, rows.item(name, "knowledge", {
        "version": 1, "articles": len(articles), "chunks": total}))


def groups(local: layout.Local, table: str, name: str, names: list[str]) -> list[dict[str, str]]:
    """The teams, all in one row; answers them as outputs tell them."""
    teams = [{"id": group_id(name, each), "name": each} for each in names]
    if teams:
        put_new(local, table, rows.item(f"{name}#groups", "all", {
            "items": [team | {"version": 1} for team in teams], "version": 1}))
    return teams


def group_id(tenant_name: str, group_name: str) -> str:
    return rows.fixed_id("grp_", tenant_name, group_name)


def connection(local: layout.Local, told: dict[str, Any], name: str,
               plan: dict[str, Any]) -> dict[str, Any]:
    connection_id = rows.fixed_id("con_", name, plan["channel"])
    secret_name = f"baton/dev/connections/{connection_id}"
    known = secret(local, secret_name)
    fields = {"id": connection_id, "tenant_id": name, "channel": plan["channel"],
              "name": plan["name"], "secret_name": secret_name}
    for field in ("phone_number_id", "account_id"):
        if field in plan:
            fields[field] = plan[field]
    row = rows.item(connection_id, "connection", fields)
    if not put_new(local, told["tables"]["directory"], row) and "account_id" in fields:
        tell_account(local, told["tables"]["directory"], row)
    listed = {field: fields[field] for field in ("id", "channel", "name", "secret_name")}
    if "display_phone_number" in plan:
        listed["address"] = plan["display_phone_number"]
    put_new(local, told["tables"]["directory"],
            rows.item(name, f"connection#{connection_id}", listed))
    shown = {"id": connection_id, "channel": plan["channel"], "name": plan["name"]}
    if plan["channel"] == "whatsapp":
        return shown | {
            "phone_number_id": plan["phone_number_id"],
            "display_phone_number": plan["display_phone_number"],
            "app_secret": known["app_secret"],
            "verify_token": known["verify_token"],
            "webhook_url": f"{told['api_url']}/webhooks/{connection_id}",
        }
    return shown | {
        "sessions_url": f"{told['api_url']}/widget/{connection_id}/sessions",
        "identity_key": known.get("identity_key", ""),
    }


def tell_account(local: layout.Local, table: str, row: dict[str, Any]) -> None:
    """A connection that was seeded before accounts were kept is told its own."""
    deploying.client("dynamodb", local).update_item(
        TableName=table, Key={"pk": row["pk"], "sk": row["sk"]},
        UpdateExpression="SET #account = if_not_exists(#account, :account)",
        ExpressionAttributeNames={"#account": "account_id"},
        ExpressionAttributeValues={":account": row["account_id"]})


def secret(local: layout.Local, name: str) -> dict[str, str]:
    """A connection's secrets, made up at the first seeding."""
    manager = deploying.client("secretsmanager", local)
    fresh = {field: secrets.token_hex(24) for field in
             ("app_secret", "verify_token", "access_token", "session_key", "identity_key",
              "thread_salt")}
    try:
        manager.create_secret(Name=name, SecretString=json.dumps(fresh))
    except manager.exceptions.ResourceExistsException:
        return json.loads(manager.get_secret_value(SecretId=name)["SecretString"])
    return fresh


def person(local: layout.Local, told: dict[str, Any], name: str,
           plan: dict[str, Any]) -> dict[str, Any]:
    """A user of the pool and the agent that they are."""
    cognito, pool = deploying.client("cognito-idp", local), told["user_pool_id"]
    try:
        user = cognito.admin_get_user(UserPoolId=pool, Username=plan["email"])
        attributes = user["UserAttributes"]
    except cognito.exceptions.UserNotFoundException:
        attributes = cognito.admin_create_user(
            UserPoolId=pool, Username=plan["email"], MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": plan["email"]},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "name", "Value": plan["name"]},
                {"Name": "custom:tenant", "Value": name},
            ],
        )["User"]["Attributes"]
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=plan["email"], Password=PASSWORD, Permanent=True)
    cognito.admin_add_user_to_group(
        UserPoolId=pool, Username=plan["email"], GroupName=plan["role"])
    sub = next(a["Value"] for a in attributes if a["Name"] == "sub")
    agent_id = rows.agent_id(sub)
    put_new(local, told["tables"]["conversations"], rows.item(
        f"{name}#agents", f"agent#{agent_id}", {
            "id": agent_id, "name": plan["name"], "email": plan["email"], "role": plan["role"],
            "capacity": plan["capacity"], "active": 0, "presence": "offline",
            "email_notifications": plan["role"] != "agent", "version": 1,
            "group_ids": [group_id(name, each) for each in plan.get("groups", [])],
        }))
    return {"id": agent_id, "name": plan["name"], "email": plan["email"],
            "password": PASSWORD, "role": plan["role"], "capacity": plan["capacity"]}


def sender(local: layout.Local) -> None:
    """Lets the stack send letters in its own name."""
    mail = deploying.client("sesv2", local)
    address = deploying.parameters(local)["EmailFrom"]
    try:
        mail.create_email_identity(EmailIdentity=address)
    except mail.exceptions.AlreadyExistsException:
        pass
