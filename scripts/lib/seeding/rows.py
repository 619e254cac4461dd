"""Rows as the functions read them, and ids that are the same at every seeding."""

from __future__ import annotations

import hashlib
import uuid
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeSerializer

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 1 January 2026, in milliseconds: when everything that is seeded was made, as its ids say.
MADE = 1_767_225_600_000
MADE_AT = "2026-01-01T00:00:00Z"


def ulid(number: int) -> str:
    """128 bits as a ULID's 26 characters."""
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def fixed_id(prefix: str, *names: str) -> str:
    """An id that follows from names."""
    tail = hashlib.sha256("\0".join(names).encode()).digest()[:10]
    return prefix + ulid((MADE << 80) | int.from_bytes(tail, "big"))


def agent_id(sub: str) -> str:
    """The agent of a user pool subject: the ULID form of the UUID's 128 bits."""
    return "agt_" + ulid(uuid.UUID(sub).int)


def item(pk: str, sk: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A row in DynamoDB's own JSON."""
    serializer = TypeSerializer()
    row = {"pk": pk, "sk": sk, **fields}
    return {name: serializer.serialize(exact(value)) for name, value in row.items()}


def exact(value: Any) -> Any:
    """Floats as the decimals that they are written as, which is all that boto3 takes."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {k: exact(v) for k, v in value.items()}
    if isinstance(value, list):
        return [exact(v) for v in value]
    return value
