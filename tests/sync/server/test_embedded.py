# SPDX-License-Identifier: AGPL-3.0-or-later
"""The private PostgreSQL: shared while used, gone when not, taken over after a crash."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from sync.server import embedded
from sync.server.database import open_embedded, prepare_cluster
from sync.server.embedded import SUPERUSER, running_cluster
from sync.server.errors import DatabaseUnusable
from sync.server.schema import LATEST, migrate, read_version

HOLD = """
import sys
from pathlib import Path
from sync.server.embedded import running_cluster
with running_cluster(Path(sys.argv[1]), durable=False):
    print("up", flush=True)
    sys.stdin.read()
"""


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])


def is_running(folder: Path) -> bool:
    return (folder / "data" / "postmaster.pid").exists()


def hold(folder: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "up\n"
    return child


def test_what_was_written_is_there_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with running_cluster(folder) as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster)
        migrate(database.owner)
        database.close()
    assert not is_running(folder)
    with running_cluster(folder) as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster)
        assert read_version(database.owner) == LATEST
        database.close()
    assert not is_running(folder)


def test_the_last_to_leave_stops_it(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with hold(folder) as child:
        with running_cluster(folder, durable=False) as cluster:
            child.communicate()
            cluster.connect(SUPERUSER, "postgres").close()
        assert not is_running(folder)


def test_the_first_to_leave_does_not_stop_it(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with hold(folder) as child:
        with running_cluster(folder, durable=False) as cluster:
            sockets = cluster.socket_folder
        psycopg.connect(user=SUPERUSER, dbname="postgres", host=str(sockets)).close()
        child.communicate()
    assert not is_running(folder)


def test_one_left_over_by_a_killed_server_is_taken_over_and_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with hold(folder) as child:
        child.send_signal(signal.SIGKILL)
        child.wait()
    left = postmaster(folder)
    with running_cluster(folder, durable=False):
        assert postmaster(folder) == left
    assert not is_running(folder)


def test_a_folder_with_a_long_name_works(tmp_path: Path) -> None:
    folder = tmp_path / ("long-" * 20)
    with running_cluster(folder, durable=False) as cluster:
        assert len(str(cluster.socket_folder)) < len(str(folder))
        cluster.connect(SUPERUSER, "postgres").close()


def test_nobody_else_may_reach_its_socket(tmp_path: Path) -> None:
    with running_cluster(tmp_path / "pg", durable=False) as cluster:
        assert cluster.socket_folder.stat().st_mode & 0o077 == 0


def test_a_damaged_cluster_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with running_cluster(folder, durable=False):
        pass
    (folder / "data" / "PG_VERSION").write_text("7\n")
    with (
        pytest.raises(DatabaseUnusable, match=r"did not start; see .*postgres\.log"),
        running_cluster(folder, durable=False),
    ):
        pass


def test_without_the_wheel_the_operator_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(embedded, "WHEEL", "no_such_wheel")
    with pytest.raises(DatabaseUnusable, match="server"), running_cluster(tmp_path / "pg"):
        pass


def test_a_schema_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    with running_cluster(tmp_path / "pg", durable=False) as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster)
        migrate(database.owner)
        with cluster.connect(SUPERUSER, "fieldfare") as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(DatabaseUnusable, match="update the program"):
            migrate(database.owner)
        database.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another account")
def test_as_root_it_runs_under_another_account(tmp_path: Path) -> None:
    with running_cluster(tmp_path / "pg", durable=False):
        owner = Path(f"/proc/{postmaster(tmp_path / 'pg')}").stat().st_uid
        assert owner != 0
