# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our forms engine and another, given the same answers, must end in the same state.

`python -m bench.conformance [FOLDER]` takes every form of a folder, lets the other engine answer it
at random, gives our engine the same operations and compares every node. Our side is reached through
`ours` alone; `compare` knows neither engine.
"""
