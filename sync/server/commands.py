# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county`: running the county server and looking after it.

Exit codes: 0 done; 1 refused or failed, with one sentence on stderr; 2 wrongly called. What a
command answers stands on stdout, one line each, fields parted by tabs.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from casework.ids import make_uuid7
from casework.vocabulary import ORDINARY_SECTIONS, AgencyKind, LegalRole, Section
from sync.server import duties, form_duties, running
from sync.server.approval_commands import add_approval_parsers
from sync.server.audit_commands import add_audit_parsers
from sync.server.bundle_commands import add_bundle_parser
from sync.server.case_key_commands import add_case_key_parsers
from sync.server.clearance_commands import add_clearance_parsers
from sync.server.clock_commands import add_clock_parsers
from sync.server.description import add_describe_parser
from sync.server.device_commands import add_device_parsers
from sync.server.errors import CountyError
from sync.server.form_duties import FormFile
from sync.server.inbox_commands import add_refused_parser
from sync.server.index_commands import add_index_parsers
from sync.server.installation import Installation
from sync.server.outbox_commands import add_outbox_parser
from sync.server.place_options import Commands, make_place_parser, read_place
from sync.server.practice import add_practice_parser
from sync.server.put_back_command import add_put_back_parser
from sync.server.recovery_commands import add_recovery_parser
from sync.server.rights_commands import add_preview, add_rights_parsers, read_wish
from sync.server.roster_commands import add_roster_parser
from sync.server.running import Address
from sync.server.sign_in_commands import add_sign_in_parsers
from sync.server.sources import Source
from sync.server.steering_commands import add_steering_parsers

DEFAULT_PORT = 8643
BUSY = (
    "The county's database is busy, or refused this step ({kind}), which is undone. Run the "
    "command again; if it stays so, look into the database's log."
)
HAT_HELP = "hat id, or full name where there is one hat"


class SystemClock:
    """The machine's time, in UTC."""

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = make_parser().parse_args(arguments)
    clock = SystemClock()
    source = Source(clock, lambda: make_uuid7(clock.now(), os.urandom(10)), os.urandom)
    signal.signal(signal.SIGTERM, _leave)
    try:
        for line in asked.run(read_place(asked), source, asked):
            print(line)
    except CountyError as error:
        print(error, file=sys.stderr)
        return 1
    except (SQLAlchemyError, psycopg.Error) as error:
        # The kind only: what the database says of a row may hold a name.
        print(BUSY.format(kind=type(error).__name__), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def _finish(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {message}; --help says more.\n")


def make_parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    parser = Parser(
        prog="fieldfare-county",
        description="The county server of Fieldfare: run it, and decide who works with what.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_serving(commands, make_place_parser())
    _add_duties(commands, make_place_parser())
    add_outbox_parser(commands, make_place_parser())
    add_refused_parser(commands, make_place_parser())
    add_describe_parser(commands, make_place_parser())
    add_practice_parser(commands, make_place_parser())
    add_bundle_parser(commands, make_place_parser(), _make_actor())
    return parser


def _add_serving(commands: Commands, place: argparse.ArgumentParser) -> None:
    listening = argparse.ArgumentParser(add_help=False)
    where = listening.add_argument_group("where to listen")
    where.add_argument("--host", default="127.0.0.1", help="address (default: %(default)s)")
    where.add_argument(
        "--port",
        type=_read_port,
        default=DEFAULT_PORT,
        help="port, 0 for any free one (default: %(default)s)",
    )
    where.add_argument(
        "--ready-file",
        type=Path,
        metavar="FILE",
        help="write url and certificate as JSON here once requests are taken",
    )
    where.add_argument(
        "--parent-pid", type=int, metavar="PID", help="end when this process is gone"
    )
    serve = commands.add_parser("serve", parents=[place, listening], help="run the county server")
    serve.add_argument(
        "--county-name", metavar="NAME", help="found the county where the database holds none"
    )
    serve.set_defaults(run=_serve)
    train = commands.add_parser(
        "train", parents=[place, listening], help="run a training county of invented youths"
    )
    train.add_argument(
        "--prepare-only", action="store_true", help="make the county and stop without serving"
    )
    train.set_defaults(run=_train)


def _add_duties(commands: Commands, place: argparse.ArgumentParser) -> None:
    user = commands.add_parser("user", help="list and add users")
    _add_user_actions(user.add_subparsers(required=True, metavar="ACTION"), place)
    add_device_parsers(commands, place, _make_actor())
    add_recovery_parser(commands, place, _make_actor())
    add_sign_in_parsers(commands, place, _make_actor())
    training = commands.add_parser("training", help="record, revoke and list people's trainings")
    _add_training_actions(training.add_subparsers(required=True, metavar="ACTION"), place)
    form = commands.add_parser("form", help="publish, retire and list forms, change the key")
    _add_form_actions(form.add_subparsers(required=True, metavar="ACTION"), place)
    add_audit_parsers(commands, place, _make_actor())
    add_case_key_parsers(commands, place, _make_actor())
    add_rights_parsers(commands, place, _make_actor())
    add_clock_parsers(commands, place, _make_actor())
    add_approval_parsers(commands, place, _make_actor())
    _add_county_duties(commands, place)
    acting = _make_actor()
    grant = commands.add_parser("grant", parents=[place, acting], help="assign a user to a case")
    _add_hat_and_case(grant)
    grant.add_argument(
        "--sections",
        type=_read_sections,
        default=ORDINARY_SECTIONS,
        metavar="LIST",
        help="parted by commas (default: " + ",".join(sorted(ORDINARY_SECTIONS)) + ")",
    )
    grant.add_argument(
        "--until", type=date.fromisoformat, metavar="DATE", help="last day, YYYY-MM-DD"
    )
    add_preview(grant)
    grant.set_defaults(run=_grant)
    revoke = commands.add_parser("revoke", parents=[place, acting], help="take a user off a case")
    _add_hat_and_case(revoke)
    revoke.set_defaults(
        run=lambda where, source, asked: duties.unassign(
            where, source, asked.hat, asked.case, asked.by
        )
    )


def _add_county_duties(commands: Commands, place: argparse.ArgumentParser) -> None:
    """What an administrator does for the county as a whole."""
    add_clearance_parsers(commands, place, _make_actor())
    add_put_back_parser(commands, place, _make_actor())
    add_steering_parsers(commands, place, _make_actor())
    add_roster_parser(commands, place, _make_actor())
    add_index_parsers(commands, place, _make_actor())


def _add_user_actions(user: Commands, place: argparse.ArgumentParser) -> None:
    shown = user.add_parser("list", parents=[place], help="every hat with its id")
    shown.set_defaults(run=lambda where, _source, _asked: duties.list_users(where))
    added = user.add_parser(
        "add", parents=[place, _make_actor()], help="give a person a hat; prints its id"
    )
    added.add_argument("--name", required=True, help="full name")
    added.add_argument("--title", required=True, help="as colleagues say it")
    added.add_argument("--role", required=True, type=LegalRole, help=_choices(LegalRole))
    added.add_argument("--agency", required=True, help="name; made when it is new")
    added.add_argument("--agency-kind", required=True, type=AgencyKind, help=_choices(AgencyKind))
    added.set_defaults(run=_add_user)


def _add_training_actions(training: Commands, place: argparse.ArgumentParser) -> None:
    acting = _make_actor()
    noted = training.add_parser("record", parents=[place, acting], help="someone passed a training")
    noted.add_argument("hat", metavar="HAT", help=HAT_HELP)
    noted.add_argument("code", metavar="CODE", help="as the form's `training` sheet names it")
    noted.add_argument(
        "passed_on", metavar="DATE", type=date.fromisoformat, help="day passed, YYYY-MM-DD"
    )
    noted.set_defaults(
        run=lambda where, source, asked: duties.note_training(
            where, source, asked.hat, asked.code, asked.passed_on, asked.by
        )
    )
    taken = training.add_parser("revoke", parents=[place, acting], help="take a training back")
    taken.add_argument("hat", metavar="HAT", help=HAT_HELP)
    taken.add_argument("code", metavar="CODE", help="as it was recorded")
    taken.set_defaults(
        run=lambda where, source, asked: duties.take_training_back(
            where, source, asked.hat, asked.code, asked.by
        )
    )
    shown = training.add_parser("list", parents=[place], help="everybody's trainings")
    shown.set_defaults(run=lambda where, _source, _asked: duties.list_trainings(where))


def _make_actor() -> argparse.ArgumentParser:
    acting = argparse.ArgumentParser(add_help=False)
    acting.add_argument(
        "--by",
        metavar="NAME",
        default=os.environ.get("USER") or "unnamed",
        help="who does it, for the audit (default: the account)",
    )
    return acting


def _add_form_actions(form: Commands, place: argparse.ArgumentParser) -> None:
    acting = _make_actor()
    sent = form.add_parser("publish", parents=[place, acting], help="sign a form for all laptops")
    sent.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls or .xml")
    sent.add_argument(
        "--media",
        type=Path,
        metavar="FOLDER",
        help="where its lists and pictures are (default: beside it)",
    )
    sent.add_argument(
        "--until", type=date.fromisoformat, metavar="DATE", help="last day to start it, YYYY-MM-DD"
    )
    sent.set_defaults(
        run=lambda where, source, asked: form_duties.publish_form(
            where, source, FormFile(asked.file, asked.media, asked.until), asked.by
        )
    )
    ended = form.add_parser("retire", parents=[place, acting], help="let nobody start it any more")
    ended.add_argument("form_id", metavar="FORM_ID", help="id of the form")
    ended.add_argument("version", metavar="VERSION", help="version of the form")
    ended.set_defaults(
        run=lambda where, source, asked: form_duties.retire_form(
            where, source, asked.form_id, asked.version, asked.by
        )
    )
    shown = form.add_parser("list", parents=[place], help="every form with its standing")
    shown.set_defaults(run=lambda where, _source, _asked: form_duties.list_forms(where))
    rotated = form.add_parser(
        "rotate-key", parents=[place, acting], help="sign forms with a new key; prints it"
    )
    rotated.set_defaults(run=_rotate_key)


def _add_hat_and_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hat", metavar="HAT", help=HAT_HELP)
    parser.add_argument("case", metavar="CASE", help="case id")


def _serve(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    signal.signal(signal.SIGTERM, _finish)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("fieldfare.county").setLevel(logging.INFO)
    running.serve(place, source, _address(asked), asked.county_name)
    return []


def _train(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    signal.signal(signal.SIGTERM, _finish)
    running.train(place, source, _address(asked), prepare_only=asked.prepare_only)
    return []


def _address(asked: argparse.Namespace) -> Address:
    return Address(asked.host, asked.port, asked.ready_file, asked.parent_pid)


def _add_user(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    return duties.add_user(
        place,
        source,
        name=asked.name,
        title=asked.title,
        role=asked.role,
        agency=asked.agency,
        agency_kind=asked.agency_kind,
        by=asked.by,
    )


def _rotate_key(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    lines = form_duties.rotate_key(place, source, asked.by)
    print(form_duties.describe_rotation(place), file=sys.stderr)
    return lines


def _grant(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    return duties.assign(
        place, source, asked.hat, asked.case, asked.sections, asked.until, read_wish(asked)
    )


def _read_port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError("a port lies between 0 and 65535")
    return port


def _read_sections(text: str) -> frozenset[Section]:
    try:
        return frozenset(Section(one.strip()) for one in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "sections are " + ", ".join(Section) + ", parted by commas"
        ) from error


def _choices(kind: type[AgencyKind] | type[LegalRole]) -> str:
    return "one of " + ", ".join(kind)


if __name__ == "__main__":
    sys.exit(main())
