# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county basis|consent|team|matrix …`: on which legal grounds agencies share."""

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casework.bases import ListedAs
from casework.consents import EndEvent, SignerCapacity
from casework.vocabulary import Basis, Section
from sync.server import rights_duties, team_duties
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.rights_duties import Scope, Wish
from sync.server.sources import Source

Parents = list[argparse.ArgumentParser]

_FORMS = {
    Basis.COURT_ORDER: "order",
    Basis.S827_LISTED: "listed",
    Basis.FERPA_USA: "care",
    Basis.NCMEC_AB161: "missing",
}
_CONSENTS = (
    Basis.S832_CFT_CONSENT,
    Basis.S18986_46_UNIFIED,
    Basis.CONSENT_GENERIC,
    Basis.PART2_CONSENT,
)
_TEAMS = (Basis.S18961_7_WINDOW, Basis.S13753_TEAM, Basis.S18951_TEAM)


def add_rights_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the four groups of commands."""
    basis = commands.add_parser("basis", help="record, extend, take back and list legal grounds")
    _add_basis(basis.add_subparsers(required=True, metavar="ACTION"), [place, acting])
    consent = commands.add_parser("consent", help="record signed consents, revoke them")
    _add_consent(consent.add_subparsers(required=True, metavar="ACTION"), [place, acting])
    team = commands.add_parser("team", help="teams, their agreements, their windows")
    _add_team(team.add_subparsers(required=True, metavar="ACTION"), [place, acting])
    matrix = commands.add_parser("matrix", help="which agencies see which sections in teams")
    _add_matrix(matrix.add_subparsers(required=True, metavar="ACTION"), [place, acting])


def _add_basis(basis: Commands, parents: Parents) -> None:
    noted = basis.add_parser("record", parents=parents, help="record one; prints its id")
    _add_scope(noted)
    noted.add_argument("--basis", required=True, type=_one_of(_FORMS), help=_names(_FORMS))
    noted.add_argument("--number", help="of a court order")
    noted.add_argument("--part2", action="store_true", help="order under 42 CFR 2.61 to 2.67")
    noted.add_argument("--listed-as", type=ListedAs, help=_names(ListedAs))
    noted.add_argument("--responsible", metavar="AGENCY", help="legally responsible for the care")
    noted.set_defaults(run=_record_basis)
    glass = basis.add_parser("break-glass", parents=parents, help="open in an emergency, 24 hours")
    _add_scope(glass, dated=False)
    glass.add_argument("--reason", required=True, help="why it cannot wait")
    glass.add_argument("--told", required=True, metavar="HAT", help="second person who was told")
    glass.set_defaults(run=_break_glass)
    longer = basis.add_parser("extend", parents=parents, help="extend a window of WIC 18961.7")
    longer.add_argument("ground", metavar="ID")
    longer.add_argument("--until", required=True, type=date.fromisoformat, metavar="DATE")
    longer.add_argument("--good-cause", required=True, metavar="TEXT")
    longer.add_argument("--supervisor", required=True, metavar="HAT")
    add_preview(longer)
    longer.set_defaults(run=_extend)
    _add_basis_ends(basis, parents)


def _add_basis_ends(basis: Commands, parents: Parents) -> None:
    seen = basis.add_parser("review", parents=parents, help="a supervisor saw an emergency access")
    seen.add_argument("ground", metavar="ID")
    seen.add_argument("--supervisor", required=True, metavar="HAT")
    seen.set_defaults(
        run=lambda where, source, asked: rights_duties.review(
            where, source, asked.ground, asked.supervisor, asked.by
        )
    )
    _add_withdrawal(basis, parents)
    shown = basis.add_parser("list", parents=parents[:1], help="every ground, or those of a case")
    shown.add_argument("case", nargs="?", metavar="CASE")
    shown.add_argument("--to-review", action="store_true", help="emergencies nobody reviewed")
    shown.set_defaults(
        run=lambda where, source, asked: rights_duties.list_bases(
            where, source, asked.case, to_review=asked.to_review
        )
    )
    told = basis.add_parser("account", parents=parents, help="what was disclosed of a case")
    told.add_argument("case", metavar="CASE")
    told.set_defaults(
        run=lambda where, source, asked: rights_duties.account(where, source, asked.case, asked.by)
    )


def _add_withdrawal(group: Commands, parents: Parents) -> None:
    taken = group.add_parser("revoke", parents=parents, help="take it back at once")
    taken.add_argument("ground", metavar="ID")
    taken.set_defaults(
        run=lambda where, source, asked: rights_duties.withdraw(
            where, source, asked.ground, asked.by
        )
    )


def _add_consent(consent: Commands, parents: Parents) -> None:
    noted = consent.add_parser("record", parents=parents, help="record one; prints its id")
    _add_scope(noted)
    noted.add_argument("--basis", required=True, type=_one_of(_CONSENTS), help=_names(_CONSENTS))
    noted.add_argument("--purpose", required=True)
    noted.add_argument("--signer", required=True, help="who signed")
    noted.add_argument(
        "--capacity", required=True, type=SignerCapacity, help=_names(SignerCapacity)
    )
    noted.add_argument("--ends-with", type=EndEvent, help=_names(EndEvent))
    noted.add_argument("--copy-sha256", default="", metavar="HASH", help="of the signed paper")
    noted.add_argument(
        "--told-of-right", action="store_true", help="the signer was told how to revoke it"
    )
    noted.add_argument(
        "--redisclosure", action="store_true", help="it states what redisclosure may happen"
    )
    noted.set_defaults(run=_record_consent)
    ended = consent.add_parser(
        "end-participation", parents=parents, help="a named person takes no part any more"
    )
    ended.add_argument("ground", metavar="ID")
    ended.add_argument("hat", metavar="HAT")
    ended.set_defaults(
        run=lambda where, source, asked: rights_duties.end_participation(
            where, source, asked.ground, asked.hat, asked.by
        )
    )
    happened = consent.add_parser(
        "event", parents=parents, help="what it ends with has happened; it opens nothing more"
    )
    happened.add_argument("ground", metavar="ID")
    happened.set_defaults(
        run=lambda where, source, asked: rights_duties.note_event(
            where, source, asked.ground, asked.by
        )
    )
    _add_withdrawal(consent, parents)


def _add_team(team: Commands, parents: Parents) -> None:
    made = team.add_parser("found", parents=parents, help="found a team; prints its id")
    made.add_argument("name", metavar="NAME")
    made.set_defaults(
        run=lambda where, source, asked: team_duties.found_team(where, source, asked.name, asked.by)
    )
    joined = _add_member(team, parents, "join", "take a user in")
    add_preview(joined)
    joined.add_argument("--untrained", action="store_true", help="has not had the training yet")
    joined.set_defaults(
        run=lambda where, source, asked: team_duties.join(
            where, source, asked.team, asked.hat, untrained=asked.untrained, wish=read_wish(asked)
        )
    )
    signed = _add_member(team, parents, "agree", "a signed confidentiality agreement")
    add_preview(signed)
    signed.add_argument("--sha256", default="", metavar="HASH", help="of the signed paper")
    signed.set_defaults(
        run=lambda where, source, asked: team_duties.agree(
            where, source, asked.team, asked.hat, asked.sha256, read_wish(asked)
        )
    )
    left = _add_member(team, parents, "leave", "let a user go")
    left.set_defaults(
        run=lambda where, source, asked: team_duties.leave(
            where, source, asked.team, asked.hat, asked.by
        )
    )
    _add_window(team, parents)
    shown = team.add_parser("list", parents=parents[:1], help="every member of every team")
    shown.set_defaults(run=lambda where, source, _asked: team_duties.list_every_team(where, source))


def _add_window(team: Commands, parents: Parents) -> None:
    window = team.add_parser("open", parents=parents, help="let a team share about a case")
    add_preview(window)
    window.add_argument("team", metavar="TEAM")
    window.add_argument("case", metavar="CASE")
    window.add_argument("--basis", required=True, type=_one_of(_TEAMS), help=_names(_TEAMS))
    window.add_argument("--sections", required=True, type=_sections, metavar="LIST")
    window.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="last day")
    window.add_argument(
        "--reported", type=_moment, metavar="TIME", help="when the report came in, ISO 8601"
    )
    window.set_defaults(
        run=lambda where, source, asked: team_duties.open_window(
            where,
            source,
            asked.team,
            asked.basis,
            Scope(asked.case, asked.sections, (), (), asked.until),
            asked.reported,
            read_wish(asked),
        )
    )


def _add_matrix(matrix: Commands, parents: Parents) -> None:
    shown = matrix.add_parser("show", parents=parents[:1], help="the rows in force")
    shown.set_defaults(run=lambda where, source, _asked: team_duties.show_matrix(where, source))
    put = matrix.add_parser("set", parents=parents, help="put the rows of a JSON file in force")
    put.add_argument("file", type=Path, metavar="FILE")
    add_preview(put)
    put.set_defaults(
        run=lambda where, source, asked: team_duties.put_matrix(
            where, source, asked.file, read_wish(asked)
        )
    )


def _add_scope(parser: argparse.ArgumentParser, *, dated: bool = True) -> None:
    parser.add_argument("case", metavar="CASE")
    parser.add_argument("--sections", required=True, type=_sections, metavar="LIST")
    parser.add_argument(
        "--hat", required=True, action="append", metavar="HAT", help="may be given again"
    )
    parser.add_argument(
        "--owner", action="append", default=[], metavar="AGENCY", help="whose work; again for more"
    )
    add_preview(parser)
    if dated:
        parser.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="last day")
    else:
        parser.set_defaults(until=None)


def add_preview(parser: argparse.ArgumentParser) -> None:
    """Let a command be only looked at."""
    parser.add_argument(
        "--preview", action="store_true", help="only say what it would show to whom until when"
    )


def read_wish(asked: argparse.Namespace) -> Wish:
    """Who decides, and whether it is only looked at."""
    return Wish(asked.by, asked.preview)


def _scope(asked: argparse.Namespace) -> Scope:
    return Scope(asked.case, asked.sections, tuple(asked.hat), tuple(asked.owner), asked.until)


def _record_basis(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    facts = {
        "form": _FORMS[asked.basis],
        "number": asked.number or "",
        "part2": asked.part2,
        "listed_as": asked.listed_as,
        "responsible": asked.responsible,
    }
    return rights_duties.record(place, source, _scope(asked), facts, read_wish(asked))


def _break_glass(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    return rights_duties.break_glass(
        place, source, _scope(asked), asked.reason, asked.told, read_wish(asked)
    )


def _extend(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    return rights_duties.extend(
        place,
        source,
        asked.ground,
        asked.until,
        cause=asked.good_cause,
        supervisor=asked.supervisor,
        wish=read_wish(asked),
    )


def _record_consent(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    facts = {
        "basis": asked.basis,
        "purpose": asked.purpose,
        "signer": asked.signer,
        "capacity": asked.capacity,
        "ends_with": asked.ends_with,
        "told_of_right": asked.told_of_right,
        "redisclosure": asked.redisclosure,
        "copy_sha256": asked.copy_sha256,
    }
    return rights_duties.record_consent(place, source, _scope(asked), facts, read_wish(asked))


def _add_member(
    team: Commands, parents: Parents, name: str, help_text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = team.add_parser(name, parents=parents, help=help_text)
    parser.add_argument("team", metavar="TEAM", help="name or id")
    parser.add_argument("hat", metavar="HAT", help="hat id, or full name")
    return parser


def _one_of(known: Any) -> Any:
    def read(text: str) -> Basis:
        found = Basis(text)
        if found not in known:
            raise ValueError
        return found

    read.__name__ = "basis"
    return read


def _names(known: Any) -> str:
    return "one of " + ", ".join(known)


def _sections(text: str) -> frozenset[Section]:
    try:
        return frozenset(Section(one.strip()) for one in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "sections are " + ", ".join(Section) + ", parted by commas"
        ) from error


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("a time needs its zone, e.g. 2026-11-23T12:00-08:00")
    return moment
