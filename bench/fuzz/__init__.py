# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coverage-guided fuzzing of the forms runtime with atheris (libFuzzer)."""
