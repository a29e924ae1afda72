# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county device …` and `policy …`: laptops, codes by phone, the county's decisions."""

import argparse
import sys
from pathlib import Path

from sync.server import device_duties, order_duties
from sync.server.errors import PolicyRefused
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.sources import Source
from sync.wire.orders import OrderKind


def add_device_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add both families.

    Args:
        place: where the county is.
        acting: who does it.
    """
    device = commands.add_parser("device", help="invite, compare, list and revoke laptops")
    actions = device.add_subparsers(required=True, metavar="ACTION")
    _add_joining(actions, place, acting)
    _add_keeping(actions, place, acting)
    _add_codes(actions, place, acting)
    _add_orders(actions, place, acting)
    policy = commands.add_parser("policy", help="what the county decides about its laptops")
    _add_policy(policy.add_subparsers(required=True, metavar="ACTION"), place, acting)


def _add_joining(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    invited = actions.add_parser("invite", parents=[place, acting], help="print a one-use invite")
    invited.add_argument("hat", metavar="HAT", help="hat id, or full name where there is one hat")
    invited.set_defaults(run=_invite)
    waiting = actions.add_parser("waiting", parents=[place], help="laptops to be compared")
    waiting.set_defaults(
        run=lambda where, source, _asked: device_duties.show_waiting(where, source)
    )
    confirmed = actions.add_parser(
        "confirm", parents=[place, acting], help="let a laptop in whose digits you read on it"
    )
    confirmed.add_argument("device", metavar="DEVICE", help="device id")
    confirmed.add_argument("digits", metavar="DIGITS", help="the six digits on its screen")
    confirmed.set_defaults(
        run=lambda where, source, asked: device_duties.confirm(
            where, source, asked.device, asked.digits, asked.by
        )
    )


def _add_keeping(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    listed = actions.add_parser("list", parents=[place], help="every laptop with its state")
    listed.set_defaults(run=lambda where, _source, _asked: device_duties.show_devices(where))
    refused = actions.add_parser(
        "revoke", parents=[place, acting], help="refuse a laptop from now on"
    )
    refused.add_argument("device", metavar="DEVICE", help="device id")
    refused.set_defaults(
        run=lambda where, source, asked: device_duties.refuse_device(
            where, source, asked.device, asked.by
        )
    )
    renewed = actions.add_parser(
        "renew", parents=[place, acting], help="let a laptop's certificate begin anew"
    )
    renewed.add_argument("device", metavar="DEVICE", help="device id")
    renewed.set_defaults(
        run=lambda where, source, asked: device_duties.renew(where, source, asked.device, asked.by)
    )


def _add_codes(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    released = actions.add_parser(
        "release", parents=[place, acting], help="code that ends the wait after wrong passphrases"
    )
    extended = actions.add_parser(
        "extend", parents=[place, acting], help="duty officer's code for a lease that ended"
    )
    for parser in (released, extended):
        parser.add_argument("device", metavar="DEVICE", help="device id")
        parser.add_argument("challenge", metavar="LETTERS", help="as the worker reads them out")
    extended.add_argument("--hours", type=int, default=24, help="1 to 72 (default: %(default)s)")
    released.set_defaults(
        run=lambda where, source, asked: device_duties.release_tries(
            where, source, asked.device, asked.challenge, asked.by
        )
    )
    extended.set_defaults(
        run=lambda where, source, asked: device_duties.extend_lease(
            where, source, asked.device, asked.challenge, asked.hours, asked.by
        )
    )


def _add_orders(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    for kind, text in (
        (OrderKind.SUSPEND, "let a laptop show nothing until the order is lifted"),
        (OrderKind.WIPE, "let a laptop give up its keys once its work has arrived sealed"),
    ):
        ordered = actions.add_parser(kind.value, parents=[place, acting], help=text)
        ordered.add_argument("device", metavar="DEVICE", help="device id")
        ordered.add_argument("--reason", required=True, help="kept with the order")
        ordered.set_defaults(run=_order, kind=kind)
    lifted = actions.add_parser("lift", parents=[place, acting], help="take an order back")
    lifted.set_defaults(
        run=lambda where, source, asked: order_duties.lift(where, source, asked.device, asked.by)
    )
    shown = actions.add_parser("orders", parents=[place], help="every order and where it stands")
    shown.set_defaults(run=lambda where, _source, _asked: order_duties.show_orders(where))
    _add_lost(actions, place, acting)
    lifted.add_argument("device", metavar="DEVICE", help="device id")


def _add_lost(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    held = actions.add_parser("held", parents=[place, acting], help="which cases were on a laptop")
    held.set_defaults(
        run=lambda where, source, asked: order_duties.show_held(
            where, source, asked.device, asked.by
        )
    )
    breach = actions.add_parser(
        "breach", parents=[place, acting], help="what the law asks when a laptop is lost"
    )
    breach.add_argument("--passphrase-exposed", choices=("yes", "no", "unknown"), default="unknown")
    breach.set_defaults(
        run=lambda where, source, asked: order_duties.help_with_breach(
            where, source, asked.device, asked.passphrase_exposed, asked.by
        )
    )
    sealed = actions.add_parser(
        "sealed-work", parents=[place, acting], help="write a laptop's sealed work to files"
    )
    sealed.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to")
    sealed.set_defaults(
        run=lambda where, source, asked: order_duties.write_sealed_work(
            where, source, asked.device, asked.out, asked.by
        )
    )
    for parser in (held, breach, sealed):
        parser.add_argument("device", metavar="DEVICE", help="device id")


def _order(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    return order_duties.order_device(
        place, source, asked.device, asked.kind, asked.reason, asked.by
    )


def _add_policy(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    shown = actions.add_parser("show", parents=[place], help="the decisions in force")
    shown.set_defaults(run=lambda where, _source, _asked: device_duties.show_policy(where))
    changed = actions.add_parser("set", parents=[place, acting], help="change some of them")
    for name, text in (
        ("lock_after_minutes", "1 to 30"),
        ("sign_in_again_hours", "1 to 12"),
        ("lease_hours", "24 to 336"),
        ("sync_every_minutes", "0 to 240; 0 for by hand only"),
        ("sync_when_metered", "1 also where bytes are paid for, else 0"),
        ("short", "fewest characters of a passphrase of four classes, 10 to 64"),
        ("long", "fewest characters of any other passphrase, 20 to 128"),
    ):
        changed.add_argument(f"--{name.replace('_', '-')}", dest=name, type=int, help=text)
    for language in ("english", "spanish"):
        changed.add_argument(
            f"--banner-{language}", type=Path, metavar="FILE", help="text shown before use"
        )
    changed.add_argument(
        "--banned", type=Path, metavar="FILE", help="words no passphrase may be made of, by line"
    )
    changed.set_defaults(run=_change_policy)


def _invite(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    lines = device_duties.invite_device(place, source, asked.hat, asked.by)
    print(device_duties.describe_invite(), file=sys.stderr)
    return lines


def _change_policy(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    names = (
        "lock_after_minutes",
        "sign_in_again_hours",
        "lease_hours",
        "sync_every_minutes",
        "sync_when_metered",
    )
    changes = {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}
    for name in ("banner_english", "banner_spanish"):
        if getattr(asked, name) is not None:
            changes[name] = _read(getattr(asked, name))
    rule = {name: getattr(asked, name) for name in ("short", "long") if getattr(asked, name)}
    if asked.banned is not None:
        rule["banned"] = [one for one in _read(asked.banned).splitlines() if one.strip()]
    return device_duties.change_policy(place, source, changes, rule, asked.by)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyRefused(f"{file} cannot be read as text; give another file.") from error
