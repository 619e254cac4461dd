"""A day of conversations, played through the surfaces that customers and agents have.

A story's steps: `asks` (the customer writes and waits to be answered), `says` (writes and waits
only until it is on record), `taken`, `reply`, `note`, `return`, `close` (an agent acts)."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import layout
import say
from seeding.calls import Agents, Phone, Visitor

STORIES = Path(__file__).with_name("stories.json")
# Stories at a time; MiniStack takes one batch of a FIFO queue at a time anyway.
AT_ONCE = 3
PATIENCE_SECONDS = 60


def play(local: layout.Local, told: dict[str, Any]) -> None:
    """Plays what was not played to its end before. A story that stopped half-way is not begun
    again: its customer has written, and would only repeat themselves."""
    mark = local.state / "stories.json"
    played = json.loads(mark.read_text()) if mark.exists() else {}
    left = [s for s in json.loads(STORIES.read_text()) if s["key"] not in played]
    if not left:
        return
    agents = Agents(local, told)
    failed = []
    with say.step(f"playing a day of {len(left)} conversations"):
        pool = ThreadPoolExecutor(AT_ONCE)
        running = {story["key"]: pool.submit(tell, told, agents, story) for story in left}
        try:
            wait(running.values())
        finally:
            # Whoever stops the stack now does not want to wait for stories.
            pool.shutdown(wait=False, cancel_futures=True)
        for key, outcome in running.items():
            error = outcome.exception()
            played[key] = "told" if error is None else "stopped"
            if error is not None:
                failed.append(key)
                say.warn(f"the story of {key} stopped: {error!r}")
        mark.write_text(json.dumps(played, indent=2) + "\n")
    if failed:
        say.warn(f"{len(failed)} of {len(left)} stories stopped half-way; the stack runs on")


def tell(told: dict[str, Any], agents: Agents, story: dict[str, Any]) -> None:
    name = story["name"]
    customer = Visitor(told, name) if story.get("visitor") else Phone(told, name, story["phone"])
    scene = Scene(agents, customer, story["key"])
    for number, (act, *words) in enumerate(story["steps"], 1):
        try:
            scene.play(number, act, words)
        except (say.Failure, OSError) as failure:
            raise say.Failure(f"at step {number} ({act}): {failure!r}") from failure


class Scene:
    """One conversation while it is played."""

    def __init__(self, agents: Agents, customer: Phone | Visitor, key: str) -> None:
        self.agents, self.customer, self.key = agents, customer, key
        self.conversation_id = getattr(customer, "conversation_id", None)
        # What the customer has heard of, so that a wait is for something new.
        self.heard = customer.heard()

    def play(self, number: int, act: str, words: list[str]) -> None:
        if act in ("asks", "says"):
            self.customer.write(words[0], f"{self.key}-{number:02}-{int(time.time())}")
            self.find()
            if act == "asks":
                self.answered()
            else:
                self.on_record(words[0])
            return
        who, *rest = words
        if act == "taken":
            escalation = self.wait("an escalation", self.escalation)
            self.agents.post(who, f"/v1/escalations/{escalation['id']}/take", {})
            self.answered()
        elif act == "reply":
            self.agents.post(who, f"/v1/conversations/{self.conversation_id}/messages",
                             {"client_message_id": f"{self.key}-{number:02}", "text": rest[0]})
            self.answered()
        elif act == "note":
            self.agents.post(who, f"/v1/conversations/{self.conversation_id}/notes",
                             {"text": rest[0]})
        elif act in ("return", "close"):
            escalation = self.wait("an escalation", self.escalation)
            verb = "return-to-bot" if act == "return" else "close"
            self.agents.post(who, f"/v1/escalations/{escalation['id']}/{verb}", {})
            if act == "close":
                self.answered()
        else:
            raise say.Failure(f"no story knows how to `{act}`")

    def wait(self, what: str, ready):
        return say.wait_for(f"{what} in the story of {self.key}", ready, PATIENCE_SECONDS, 0.3)

    def find(self) -> None:
        if self.conversation_id is None:
            self.conversation_id = self.wait(
                "the conversation",
                lambda: self.agents.conversation_of(self.customer.address))

    def escalation(self) -> dict[str, Any] | None:
        return self.agents.live(self.conversation_id)

    def answered(self) -> None:
        self.heard = self.wait(
            "an answer", lambda: (now := self.customer.heard()) > self.heard and now)

    def on_record(self, text: str) -> None:
        path = f"/v1/conversations/{self.conversation_id}/messages?limit=50"

        def there() -> bool:
            items = self.agents.get("deniz", path)["items"]
            return any(m.get("text") == text for m in items)

        self.wait("the message", there)
