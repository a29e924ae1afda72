# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much a form may ask for, in one place. A form comes from a stranger."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApartLimits:
    """Bounds on the process that builds a form.

    Attributes:
        memory_bytes: address space; a form with 100,000 choices was measured to need less than
            half of it (2026-11).
        written_bytes: of any file it writes; pyxform writes the form to a temporary one.
    """

    memory_bytes: int = 2_000_000_000
    processor_seconds: int = 60
    wall_seconds: int = 120
    written_bytes: int = 50_000_000


@dataclass(frozen=True)
class FormLimits:
    """Bounds on files, expressions and evaluation.

    Attributes:
        file_bytes: size of the file as given.
        unpacked_bytes: sum of the sizes of a workbook's members (a 1 MB workbook was measured to
            unpack to gigabytes).
        pack_files_bytes: files beside a form, together.
        xform_bytes: size of the converted form.
        elements: elements of one form.
        depth: nesting of groups, and of one expression.
        expression_characters: length of one expression.
        closures: parts one expression is compiled to; of 464 public forms none
            has more than 73 (2026-11).
        text_characters: length of any value an expression makes or an answer holds.
        steps: evaluation steps allowed for one answer.
        pattern_work: parts of a pattern as compiled, times characters of the text it is held
            against; the slowest of eight hostile patterns took 0.44 s at it (2026-11).
        rows, columns: of one sheet.
        instances: of one repeat in one place.
        running_nodes: nodes of one form being filled.
        computations: cells recomputed for one answer.
        actions: values set by a form's own actions for one answer.
        apart: of the process that builds a form.
    """

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    pack_files_bytes: int = 20_000_000
    xform_bytes: int = 40_000_000
    elements: int = 1_000_000
    depth: int = 60
    expression_characters: int = 20_000
    closures: int = 20_000
    text_characters: int = 100_000
    steps: int = 2_000_000
    pattern_work: int = 100_000_000
    rows: int = 150_000
    columns: int = 500
    instances: int = 1_000
    running_nodes: int = 200_000
    computations: int = 200_000
    actions: int = 1_000
    apart: ApartLimits = ApartLimits()


LIMITS = FormLimits()
