# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the law can open on each basis at most, and what the county chose within it.

`CEILING` is the law: no county configuration and no consent goes beyond it. `SharingMatrix` is the
county's own, a part of its signed policy; it says for the bases that leave a choice which kinds of
agency see which sections. It begins empty, so that a county shares nothing before it decides to.

Invariants: identity goes with whatever is shared; substance use records move on a Part 2 consent,
a court's order made for them, or in a medical emergency; advocate notes on a release by their
holder; adoption records on a court's order. A youth's code word and hiding places move on nothing.
"""

from pydantic import BaseModel, ConfigDict, field_serializer

from casework.vocabulary import AgencyKind, Basis, Section

TEAM_BASES = frozenset({Basis.S18961_7_WINDOW, Basis.S13753_TEAM, Basis.S18951_TEAM})
COUNTY_CHOOSES = TEAM_BASES | {Basis.S18986_46_UNIFIED}

_CASE_FILE = frozenset(
    {
        Section.CONTACTS,
        Section.SCREENING,
        Section.SAFETY_PLAN,
        Section.PLACEMENT,
        Section.LEGAL,
    }
)
_HEALTH = frozenset({Section.PHYSICAL_HEALTH, Section.MENTAL_HEALTH})
_TEAM = _CASE_FILE | _HEALTH | {Section.CRIMINAL_JUSTICE}
_CONSENT = _CASE_FILE | _HEALTH | {Section.EDUCATION, Section.REFERRALS}

CEILING: dict[Basis, frozenset[Section]] = {
    Basis.S18961_7_WINDOW: _TEAM,
    Basis.S13753_TEAM: _TEAM,
    Basis.S18951_TEAM: _TEAM,
    Basis.S832_CFT_CONSENT: _CONSENT,
    Basis.S18986_46_UNIFIED: _CONSENT,
    Basis.CONSENT_GENERIC: _CONSENT,
    Basis.PART2_CONSENT: frozenset({Section.SUBSTANCE_USE}),
    Basis.FERPA_USA: frozenset({Section.EDUCATION}),
    Basis.COURT_ORDER: frozenset(Section) - {Section.ADVOCATE_NOTES, Section.YOUTH_PRIVATE},
    Basis.S827_LISTED: _CASE_FILE,
    Basis.NCMEC_AB161: frozenset({Section.CONTACTS, Section.PLACEMENT}),
    Basis.EMERGENCY_BREAK_GLASS: _TEAM | {Section.SUBSTANCE_USE},
    Basis.PRIVILEGE_RELEASE: frozenset({Section.ADVOCATE_NOTES}),
}


class MatrixRow(BaseModel):
    """On this basis, agencies of this kind see these sections."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    basis: Basis
    agency_kind: AgencyKind
    sections: frozenset[Section]

    @field_serializer("sections")
    def _in_order(self, sections: frozenset[Section]) -> list[Section]:
        """The policy is signed: the same rows are the same bytes wherever they are written."""
        return sorted(sections)


class SharingMatrix(BaseModel):
    """The county's choice; what no row names stays closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: tuple[MatrixRow, ...] = ()

    def opens(self, basis: Basis, kind: AgencyKind, section: Section) -> bool:
        """Whether the county lets this kind of agency see this section on this basis."""
        if basis not in COUNTY_CHOOSES:
            return True
        return any(
            row.basis is basis and row.agency_kind is kind and section in row.sections
            for row in self.rows
        )

    def faults(self) -> tuple[MatrixRow, ...]:
        """Rows that the law does not let a county make."""
        return tuple(
            row
            for row in self.rows
            if row.basis not in COUNTY_CHOOSES
            or not row.sections <= CEILING[row.basis] | {Section.IDENTITY}
        )


NARROWEST = SharingMatrix()


def law_opens(basis: Basis, section: Section) -> bool:
    """Whether the law can open a section on a basis at all."""
    return section is Section.IDENTITY or section in CEILING.get(basis, frozenset())
