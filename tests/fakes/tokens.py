# SPDX-License-Identifier: AGPL-3.0-or-later
"""PKCS#11 tokens made of software: SoftHSM 2, where it is installed (Debian: softhsm2)."""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from sync.server.token_keys import TokenPlace

PIN, OFFICER_PIN = "1234 not a secret", "5678 not a secret"
_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)


def find_module() -> Path | None:
    """SoftHSM's library, or None where it is not installed."""
    found = [Path(one) for one in _MODULES if Path(one).exists()]
    return found[0] if found and shutil.which("softhsm2-util") else None


@cache
def share_token() -> TokenPlace:
    """The one token of this process: the library reads once what there is. Needs SoftHSM."""
    module = find_module()
    assert module is not None
    folder = Path(tempfile.mkdtemp(prefix="fieldfare-token-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "tokens").mkdir()
    settings, pin_file = folder / "softhsm2.conf", folder / "pin"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    pin_file.write_text(f"{PIN}\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    pins = ["--pin", PIN, "--so-pin", OFFICER_PIN]
    call = ["softhsm2-util", "--init-token", "--free", "--label", "test county", *pins]
    subprocess.run(call, check=True, capture_output=True)
    return TokenPlace(module, "test county", pin_file)
