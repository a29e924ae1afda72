# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.soak`: the long proofs, and what came of them.

First the forms runtime is fuzzed, the vault is treated badly, the county is killed and fuzzed,
laptops are simulated by the thousand and the policy is compared with its oracle, then the tests run
with thousands of examples per law, and last the memory of locked windows is scanned.
"""

import importlib.util
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import rights_soak
from bench.results import Result, make_result, write_results

TOPIC = "soak"
COMMAND = "make soak"
HARMS = (
    "bench.faults",
    "bench.sync_faults",
    "bench.sync_morning",
    "bench.sync_fuzz",
    "bench.convergence",
    "bench.feed_race",
    "bench.revocation",
    "bench.over_share",
)
PYTEST = ["-m", "pytest", "-m", "not bundle", "--timeout=3600"]


def main() -> int:
    """Run all; returns 0 when nothing failed."""
    fuzzed = fuzz()
    faults = 0
    for harm in HARMS:
        faults |= subprocess.run([sys.executable, "-m", harm], check=False).returncode
    rights = rights_soak.main()
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, *PYTEST, f"--junit-xml={report}"],
            env=os.environ | {"HYPOTHESIS_PROFILE": "soak"},
            check=False,
        )
        if report.exists():
            write_results(TOPIC, results_of(report))
    return fuzzed or faults or rights or done.returncode or scan_memory()


def fuzz() -> int:
    """Fuzz the forms runtime where the fuzzer exists; returns 0 when nothing was found."""
    if importlib.util.find_spec("atheris") is None:
        sys.stderr.write("The fuzzer runs on Linux only; nothing was fuzzed on this system.\n")
        return 0
    return subprocess.run([sys.executable, "-m", "bench.fuzz.forms"], check=False).returncode


def scan_memory() -> int:
    """Look for what a lock leaves in memory, where memory can be read; 0 when it is nothing."""
    if sys.platform != "linux":
        sys.stderr.write("Memory is read on Linux only; nothing was scanned on this system.\n")
        return 0
    return subprocess.run([sys.executable, "-m", "bench.memory_scan"], check=False).returncode


def results_of(report: Path) -> list[Result]:
    """What a JUnit report of pytest says, as results."""
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - written by pytest
    if suite is None:
        return []
    broken = float(suite.attrib["failures"]) + float(suite.attrib["errors"])
    passed = float(suite.attrib["tests"]) - broken - float(suite.attrib["skipped"])
    return [
        make_result("Tests failed in their long form", [broken], "tests", bar=0, command=COMMAND),
        make_result("Tests passed in their long form", [passed], "tests", command=COMMAND),
    ]


if __name__ == "__main__":
    sys.exit(main())
