# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that is really full: a small file system of its own for root, else a limit on files."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def small_disk(place: Path, source: Path, spare: int) -> Iterator[Path]:
    """A copy of the folder `source` on a disk with about `spare` bytes left."""
    place.mkdir()
    size = sum(one.stat().st_size for one in source.rglob("*") if one.is_file())
    size += 4096 * (2 + sum(1 for _ in source.rglob("*")))
    options = f"size={size + spare},mode=700"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )
    folder = place / source.name
    shutil.copytree(source, folder)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if not mounted:
        resource.setrlimit(resource.RLIMIT_FSIZE, (spare, before[1]))
    try:
        yield folder
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
