# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator does with laptops: invite, compare, list, refuse, and codes by phone.

Every act is noted in the audit; none of it shows content.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.county_policy import CountyPolicy
from casework.ids import DeviceId
from casework.phone_codes import (
    LONGEST_EXTENSION,
    RELEASE_OF_TRIES,
    answer,
    extension_until,
    purpose_of_extension,
)
from sync.server.audit import Actor, note_act
from sync.server.devices import (
    Device,
    find_phone_secret,
    list_devices,
    note_extension,
    renew_certificate,
    revoke_device,
)
from sync.server.errors import JoiningRefused, PolicyRefused
from sync.server.installation import Installation, find_county
from sync.server.joining import INVITE_BYTES, confirm_device, list_waiting, write_invite
from sync.server.limits import LIMITS
from sync.server.papers import read_decided, revise_policy
from sync.server.people import find_hat, list_hats
from sync.server.sources import Source


def invite_device(place: Installation, source: Source, hat: str, by: str) -> list[str]:
    """A one-use invite: one line, the invite."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            worn = find_hat(connection, county, hat)
            random, now = source.random(INVITE_BYTES), source.clock.now()
            note_act(connection, county, Actor(by, now, source.new_id()), "invited", worn.id, "")
            return [write_invite(connection, county, worn.id, random, now)]


def describe_invite() -> str:
    """What to know about an invite, for people."""
    minutes = LIMITS.invite_lasts // timedelta(minutes=1)
    return (
        f"The invite works once, within {minutes} minutes. Then compare the six digits: "
        "`fieldfare-county device waiting`, and `device confirm DEVICE DIGITS`."
    )


def show_waiting(place: Installation, source: Source) -> list[str]:
    """One line for each laptop to be compared: id, wearer, name, digits, who signed in; by tabs."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            names = {one.id: one.person_name for one in list_hats(connection, county)}
            waiting = list_waiting(connection, county, source.clock.now())
    return [
        "\t".join(
            (one.device, names[one.hat], one.name, one.digits or "", one.signed_in_as or "")
        ).rstrip("\t")
        for one in waiting
    ]


def confirm(place: Installation, source: Source, device: str, digits: str, by: str) -> list[str]:
    """Let a laptop in whose screen shows these digits.

    Raises:
        JoiningRefused: the digits differ, or nothing waits.
    """
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            confirm_device(connection, county, DeviceId(device), digits, actor)
    return []


def show_devices(place: Installation) -> list[str]:
    """One line for each laptop, parted by tabs.

    Id, wearer, name, enrolled on, state, fingerprint, last contact, version, unsent work, end of
    the lease, seconds its clock is ahead.
    """
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            names = {one.id: one.person_name for one in list_hats(connection, county)}
            devices = list_devices(connection, county)
    return ["\t".join(_columns(one, names[one.hat])) for one in devices]


def refuse_device(place: Installation, source: Source, device: str, by: str) -> list[str]:
    """Take a laptop's access back."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            revoke_device(connection, county, DeviceId(device), actor.at)
            note_act(connection, county, actor, "laptop refused", device, "")
    return []


def renew(place: Installation, source: Source, device: str, by: str) -> list[str]:
    """Let a laptop's certificate begin anew, after it was away too long."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            renew_certificate(connection, county, DeviceId(device), actor.at)
            note_act(connection, county, actor, "certificate renewed", device, "")
    return []


def release_tries(
    place: Installation, source: Source, device: str, challenge: str, by: str
) -> list[str]:
    """The code that ends the wait after wrong passphrases: one line, to be read out."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            secret = find_phone_secret(connection, county, DeviceId(device))
            note_act(connection, county, actor, "tries released", device, "")
    return [answer(secret, RELEASE_OF_TRIES, challenge)]


def extend_lease(
    place: Installation, source: Source, device: str, challenge: str, hours: int, by: str
) -> list[str]:
    """The duty officer's code for a laptop out of reach: two lines, the code and until when.

    Raises:
        JoiningRefused: longer than a code may extend.
    """
    if not 1 <= hours <= LONGEST_EXTENSION // timedelta(hours=1):
        raise JoiningRefused("A code extends a lease by 1 to 72 hours; give --hours accordingly.")
    actor = Actor(by, source.clock.now(), source.new_id())
    until = extension_until(actor.at, timedelta(hours=hours))
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            secret = find_phone_secret(connection, county, DeviceId(device))
            note_extension(connection, county, DeviceId(device), until)
            note_act(connection, county, actor, "lease extended", device, until.isoformat())
    return [answer(secret, purpose_of_extension(until), challenge), _moment(until)]


def show_policy(place: Installation) -> list[str]:
    """The policy in force: one line for each decision, name and value parted by a tab."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            return _policy_lines(read_decided(connection, county).policy)


def change_policy(
    place: Installation,
    source: Source,
    changes: Mapping[str, object],
    rule: Mapping[str, object],
    by: str,
) -> list[str]:
    """Put changed decisions in force; the policy as it is then.

    Args:
        changes: decisions by name.
        rule: decisions about passphrases by name.

    Raises:
        PolicyRefused: looser than the law allows.
    """
    actor = Actor(by, source.clock.now(), source.new_id())

    def change(held: dict[str, Any]) -> Mapping[str, object]:
        return {**changes, "passphrase": {**held["passphrase"], **rule}}

    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            try:
                changed = revise_policy(connection, county, change, actor)
            except ValueError as error:
                raise PolicyRefused(
                    "This policy is looser than the law allows, or has no such decision; see "
                    "`fieldfare-county policy set --help` for the bounds."
                ) from error
    return _policy_lines(changed)


def _policy_lines(policy: CountyPolicy) -> list[str]:
    held = policy.model_dump(mode="json")
    rule = held.pop("passphrase")
    for apart in ("sharing", "clocks", "roster", "approvals", "referrals"):
        held.pop(apart, None)
    return [f"{name}\t{value}" for name, value in held.items()] + [
        f"passphrase.{name}\t{value}" for name, value in rule.items()
    ]


def _columns(one: Device, wearer: str) -> tuple[str, ...]:
    return (
        one.id,
        wearer,
        one.name,
        one.enrolled_at.astimezone(UTC).date().isoformat(),
        _state(one),
        one.key_id,
        _moment(one.last_contact),
        one.version,
        str(one.unsent),
        _moment(one.lease_until),
        str(one.clock_drift),
    )


def _state(one: Device) -> str:
    if one.revoked_at is not None:
        return "revoked"
    if one.forked_at is not None:
        return "quarantined"
    return "active" if one.confirmed_at is not None else "not compared"


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
