# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench [name …]`: run the measurements and write docs/results.

A module writes to the topic it names with `TOPIC`, otherwise to foundation.json.
"""

import importlib
import pkgutil
import sys

import bench
from bench.results import write_results

TOPIC = "foundation"


def main() -> int:
    """Run every `bench_*` module, or the named ones, one after another."""
    wanted = set(sys.argv[1:])
    names = [one.name for one in pkgutil.iter_modules(bench.__path__) if "bench_" in one.name]
    for name in names:
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        print(f"measuring {name.removeprefix('bench_')} …", flush=True)
        module = importlib.import_module(f"bench.{name}")
        results = module.measure()
        write_results(getattr(module, "TOPIC", TOPIC), results)
        for one in results:
            verdict = "" if one.bar is None else (" met" if one.is_met else " MISSED")
            beside = "" if one.ratio is None else f" (beside {one.peer}: ×{one.ratio:g})"
            print(f"  {one.promise}: {one.figure:g} {one.unit}{beside}{verdict}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
