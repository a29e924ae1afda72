# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an HTTP request says, as it travelled: the signature covers exactly these bytes."""

from fastapi import Request
from starlette.requests import ClientDisconnect

from sync.server.errors import RequestRefused
from sync.wire.errors import MessageTooLarge
from sync.wire.limits import LIMITS
from sync.wire.messages import ProblemCode


def target_of(request: Request) -> str:
    """Path and query, as they were sent."""
    path = bytes(request.scope["raw_path"]).decode("latin-1")
    query = bytes(request.scope["query_string"]).decode("latin-1")
    return f"{path}?{query}" if query else path


def headers_of(request: Request) -> dict[str, str]:
    """Headers by lower-case name; repeated ones joined, as RFC 9421 asks."""
    joined: dict[str, str] = {}
    for name, value in request.headers.items():
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


async def read_body(request: Request) -> bytes:
    """The body, up to the cap.

    Raises:
        MessageTooLarge, RequestRefused: it is longer, or was cut short.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > LIMITS.request.packed:
                raise MessageTooLarge(
                    "The message is larger than the {most} bytes allowed.",
                    most=f"{LIMITS.request.packed:,}",
                )
            parts.append(part)
    except ClientDisconnect as error:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "The request was cut short; send it again."
        ) from error
    return b"".join(parts)
