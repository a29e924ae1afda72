# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a filled form can be written as."""

from enum import StrEnum


class ExportKind(StrEnum):
    """A way of writing filled forms for other programs."""

    OPENROSA = "openrosa"
    CSV = "csv"
    XLSX = "xlsx"
    FHIR_R4 = "fhir"
    FHIR_R5 = "fhir-r5"
    QUESTIONNAIRE_R4 = "fhir-form"
    QUESTIONNAIRE_R5 = "fhir-form-r5"

    @property
    def ending(self) -> str:
        """How the name of the one file ends."""
        match self:
            case ExportKind.OPENROSA | ExportKind.CSV:
                return ".zip"
            case ExportKind.XLSX:
                return ".xlsx"
            case _:
                return ".json"
