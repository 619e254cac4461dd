"""The surfaces that stories go through: the Graph sandbox, the widget's endpoints, the agents' API."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from typing import Any

import deploying
import layout
import say


def call(method: str, url: str, body: Any = None, token: str | None = None,
         headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """One request; answers the status and what the body holds."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers={
        **({"content-type": "application/json"} if data else {}),
        **({"authorization": f"Bearer {token}"} if token else {}),
        **(headers or {}),
    })
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, parsed(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, parsed(error.read())


def parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")


def good(answer: tuple[int, Any], what: str) -> Any:
    """What a request answered, if it did what was asked."""
    status, body = answer
    if status >= 300:
        raise say.Failure(f"{what} was answered with {status}: {json.dumps(body)[:400]}")
    return body


class Phone:
    """A customer with WhatsApp."""

    def __init__(self, told: dict[str, Any], name: str, number: str) -> None:
        self.name, self.number, self.sandbox = name, number, told["graph_sandbox_url"]
        self.whatsapp = next(c for c in told["connections"] if c["channel"] == "whatsapp")

    @property
    def address(self) -> str:
        return self.number.lstrip("+")

    def write(self, text: str, message_id: str) -> None:
        answer = good(call("POST", f"{self.sandbox}/_sandbox/inbound", {
            "from": self.number, "name": self.name, "text": text,
            "id": f"wamid.DEMO{message_id}",
            "phone_number_id": self.whatsapp["phone_number_id"],
        }), f"the message of {self.name}")
        status = (answer.get("webhook") or {}).get("status")
        if status != 200:
            raise say.Failure(f"the webhook answered {answer.get('webhook')}")

    def heard(self) -> int:
        """How many messages the business has sent them."""
        who = urllib.parse.quote(self.number)
        sent = good(call("GET", f"{self.sandbox}/_sandbox/sent?to={who}"), "the sandbox")
        return len(sent["items"])


class Visitor:
    """A visitor of the website."""

    def __init__(self, told: dict[str, Any], name: str) -> None:
        self.name, self.api = name, told["api_url"]
        widget = next(c for c in told["connections"] if c["channel"] == "widget")
        begun = good(call("POST", widget["sessions_url"], {"name": name, "locale": "en"}),
                     f"the session of {name}")
        self.token, self.conversation_id = begun["session_token"], begun["conversation_id"]

    def write(self, text: str, message_id: str) -> None:
        good(call("POST", f"{self.api}/widget/messages",
                  {"client_message_id": message_id, "text": text}, self.token),
             f"the message of {self.name}")

    def heard(self) -> int:
        page = good(call("GET", f"{self.api}/widget/messages?after=0", token=self.token),
                    f"the messages of {self.name}")
        return sum(m["author"]["kind"] != "customer" for m in page["items"])


class Agents:
    """The people of the tenant, signed in when they are first needed."""

    def __init__(self, local: layout.Local, told: dict[str, Any]) -> None:
        self.local, self.told, self.api = local, told, told["api_url"]
        self.tokens: dict[str, str] = {}
        self.lock = threading.Lock()

    def token(self, first_name: str) -> str:
        with self.lock:
            if first_name not in self.tokens:
                agent = next(a for a in self.told["agents"]
                             if a["email"].startswith(f"{first_name}@"))
                signed_in = deploying.client("cognito-idp", self.local).initiate_auth(
                    ClientId=self.told["client_id"], AuthFlow="USER_PASSWORD_AUTH",
                    AuthParameters={"USERNAME": agent["email"], "PASSWORD": agent["password"]},
                )
                self.tokens[first_name] = signed_in["AuthenticationResult"]["IdToken"]
            return self.tokens[first_name]

    def get(self, who: str, path: str) -> Any:
        return good(call("GET", f"{self.api}{path}", token=self.token(who)), path)

    def post(self, who: str, path: str, body: dict[str, Any]) -> Any:
        return good(call("POST", f"{self.api}{path}", body, self.token(who),
                         {"idempotency-key": uuid.uuid4().hex}), path)

    def live(self, conversation_id: str) -> dict[str, Any] | None:
        """The live escalation of a conversation, as a lead's list shows it."""
        cursor = ""
        while True:
            page = self.get("deniz", f"/v1/escalations?limit=100{cursor}")
            for item in page["items"]:
                if item["conversation_id"] == conversation_id:
                    return item
            if not page.get("next_cursor"):
                return None
            cursor = "&cursor=" + urllib.parse.quote(page["next_cursor"])

    def conversation_of(self, address: str) -> str | None:
        """The conversation with a contact, by their address."""
        cursor = ""
        while True:
            page = self.get("deniz", f"/v1/conversations?limit=100{cursor}")
            for item in page["items"]:
                if item["contact"]["address"] == address:
                    return item["id"]
            if not page.get("next_cursor"):
                return None
            cursor = "&cursor=" + urllib.parse.quote(page["next_cursor"])
