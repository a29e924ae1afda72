# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real OpenID Connect provider in a process of its own, and people who sign in there."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

CLIENT, CLIENT_SECRET = "fieldfare", "this provider knows no public clients"


@dataclass
class Provider:
    """A provider.

    Attributes:
        issuer: its address.
        people: threads of those who are signing in.
    """

    issuer: str
    people: list[threading.Thread] = field(default_factory=list)

    def refusing(self, address: str) -> None:
        """A browser whose user was turned away (RFC 6749, 4.1.2.1)."""
        asked = parse_qs(urlsplit(address).query)
        told = urlencode({"error": "access_denied", "state": asked["state"][0]})
        back = f"{asked['redirect_uri'][0]}?{told}"
        self._start(lambda: httpx.get(back, trust_env=False).raise_for_status())

    def person(self, name: str) -> Callable[[str], None]:
        """Opens a page of the provider, signs in there and follows it back."""

        def browse(address: str) -> None:
            with httpx.Client(trust_env=False) as browser:
                browser.get(address).raise_for_status()
                back = browser.post(address, data={"sub": name}).headers["location"]
                browser.get(back).raise_for_status()

        def open_page(address: str) -> None:
            self._start(lambda: browse(address))

        return open_page

    def _start(self, doing: Callable[[], object]) -> None:
        self.people.append(threading.Thread(target=doing))
        self.people[-1].start()


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run one while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    provider = Provider(f"http://127.0.0.1:{port}")
    try:
        _wait_for(provider.issuer)
        yield provider
    finally:
        for one in provider.people:
            one.join()
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    until = monotonic() + 60
    while True:
        try:
            httpx.get(address, trust_env=False).raise_for_status()
        except httpx.TransportError:
            if monotonic() > until:
                raise
            sleep(0.05)
        else:
            return
