# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's API as OpenAPI 3.1, made from the messages themselves.

It describes the JSON inside a message. On the wire that JSON is one zstd frame and the request is
signed, which OpenAPI has no words for: the description says so, docs/sync.md says how.
"""

import argparse
import json
from typing import Any

from pydantic.json_schema import models_json_schema

from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.routes import ROUTES, Route
from sync.server.sources import Source
from sync.server.voice import STATUS
from sync.wire.encoding import CONTENT_TYPE
from sync.wire.messages import Problem
from sync.wire.protocols import SPOKEN

_PLACE = "#/components/schemas/{model}"
_SIGNED = ("content-digest", "signature-input", "signature")
_ABOUT = (
    "Every body, asked and answered, is this JSON in one zstd frame that states its size "
    "(content-encoding: zstd). Every request carries an RFC 9421 signature of the laptop's "
    "Ed25519 key over @method @path @query content-type content-digest, tag fieldfare; every "
    "answer one of the county's. See docs/sync.md."
)


def describe() -> dict[str, Any]:
    """The description as a document."""
    kinds = {kind for route in ROUTES for kind in (route.asked, route.answer)} | {Problem}
    ordered = sorted(kinds, key=lambda kind: kind.__name__)
    places, schemas = models_json_schema(
        [(kind, "validation") for kind in ordered], ref_template=_PLACE
    )
    for schema in schemas["$defs"].values():
        if "protocol" in schema.get("properties", {}):
            schema["properties"]["protocol"] = {"enum": list(SPOKEN.all)}
    named = {kind: places[kind, "validation"] for kind in ordered}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fieldfare county",
            "version": str(SPOKEN.newest),
            "description": _ABOUT,
        },
        "paths": {route.path: {"post": _describe_route(route, named)} for route in ROUTES},
        "components": {"schemas": schemas["$defs"]},
    }


def _describe_route(route: Route, named: dict[Any, Any]) -> dict[str, Any]:
    refused = {"description": "Refused, with one sentence.", "content": _body(named[Problem])}
    return {
        "operationId": route.path.removeprefix("/v1/"),
        "summary": (route.asked.__doc__ or "").split("\n", 1)[0],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
            for name in _SIGNED
        ],
        "requestBody": {"required": True, "content": _body(named[route.asked])},
        "responses": {
            "200": {"description": "Done.", "content": _body(named[route.answer])},
            **{str(status): refused for status in sorted(set(STATUS.values()))},
        },
    }


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {CONTENT_TYPE: {"schema": schema}}


def add_describe_parser(commands: Commands, place: argparse.ArgumentParser) -> None:
    """Add `describe`."""
    told = commands.add_parser("describe", parents=[place], help="print the API as OpenAPI")
    told.set_defaults(run=_print)


def _print(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    del place, source, asked
    return [json.dumps(describe(), indent=2, sort_keys=True)]
