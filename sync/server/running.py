# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a command to a server that answers, and back to nothing left running."""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from casework.clock import Clock
from casework.ids import CountyId
from sync.server.app import CountyServer
from sync.server.bundle_key import keep_bundle_key
from sync.server.certificate import NAMES, Certificate, keep_certificate
from sync.server.database import CountyDatabase
from sync.server.errors import StartFailed
from sync.server.form_duties import name_first_key, publish_samples
from sync.server.installation import (
    CERTIFICATE_FOLDER,
    Installation,
    find_county,
    found_county,
)
from sync.server.people import read_county
from sync.server.sealing_existing import make_ready, seal_existing
from sync.server.serving import Listener, listen, settle_memory, stopping_with_parent
from sync.server.signing import keep_signing_key
from sync.server.sources import Source
from sync.server.training import make_training_county


@dataclass(frozen=True)
class Address:
    """Where to listen and whom to tell.

    Attributes:
        ready_file: gets `{url, certificate_pem, fingerprint, county}` as JSON once the port is
            open, and goes away at the end.
        parent_pid: the server ends when this process does.
    """

    host: str
    port: int
    ready_file: Path | None = None
    parent_pid: int | None = None


def serve(place: Installation, source: Source, address: Address, county_name: str | None) -> None:
    """Serve the county of an installation until told to stop.

    Raises:
        CountyError: the database, the certificate or the port is unusable.
    """
    with place.open() as database:
        if county_name is None:
            county = find_county(database)
        else:
            fresh = CountyId(source.new_id())
            county = found_county(database, fresh, county_name, source.new_id())
        place.make_folder()
        make_ready(database)
        seal_existing(database, county, source.clock.now())
        if database.has_owner:
            name_first_key(place, database, source, county)
        _answer(place, source, address, make_server(place, source, database, county))


def train(
    place: Installation, source: Source, address: Address, *, prepare_only: bool = False
) -> None:
    """Serve a training county, made at first use.

    Raises:
        CountyError: as `serve`.
    """
    with place.open() as database:
        place.make_folder()
        make_ready(database)
        county = prepare_training(database, source.clock)
        seal_existing(database, county, source.clock.now())
        publish_samples(place, database, source, county)
        if prepare_only:
            keep_certificate(place.data / CERTIFICATE_FOLDER, source.clock.now())
            return
        _answer(place, source, address, make_server(place, source, database, county))


def prepare_training(database: CountyDatabase, clock: Clock) -> CountyId:
    """The training county of a database, made in one transaction where there is none."""
    with database.administer() as connection:
        found = read_county(connection)
        return make_training_county(connection, clock.now().date()) if found is None else found[0]


def make_server(
    place: Installation, source: Source, database: CountyDatabase, county: CountyId
) -> CountyServer:
    """What answers for the county of an installation."""
    folder = place.data / CERTIFICATE_FOLDER
    return CountyServer(
        county,
        database,
        source.clock,
        source.new_id,
        source.random,
        lambda known: keep_signing_key(folder, known),
        bundle_key=keep_bundle_key(folder).public,
    )


def _answer(place: Installation, source: Source, address: Address, server: CountyServer) -> None:
    server.database.check_app_role()
    place.make_folder()
    names = NAMES if address.host in NAMES else (*NAMES, address.host)
    certificate = keep_certificate(place.data / CERTIFICATE_FOLDER, source.clock.now(), names)
    settle_memory()
    listener = listen(server, certificate, address.host, address.port)
    try:
        _tell(address, listener, certificate, server.county)
        with stopping_with_parent(listener, address.parent_pid):
            listener.run()
    finally:
        if address.ready_file is not None:
            address.ready_file.unlink(missing_ok=True)


def _tell(address: Address, listener: Listener, certificate: Certificate, county: CountyId) -> None:
    url = f"https://{_in_url(address.host)}:{listener.port}"
    print(f"Fieldfare county server at {url}, certificate {certificate.fingerprint}", flush=True)
    if address.ready_file is None:
        return
    ready = {
        "url": url,
        "certificate_pem": certificate.pem,
        "fingerprint": certificate.fingerprint,
        "county": county,
    }
    fresh = address.ready_file.with_name(address.ready_file.name + ".new")
    try:
        fresh.write_text(json.dumps(ready, indent=1), encoding="utf-8")
        fresh.replace(address.ready_file)
    except OSError as error:
        raise StartFailed(
            f"The file {address.ready_file} cannot be written: {error.strerror}."
        ) from error


def _in_url(host: str) -> str:
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host
    except ValueError:
        return host
