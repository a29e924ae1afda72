# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the field as closed lists.

Agencies and legal roles follow requirements 2 and 3 of the domain notes (WIC 16524.7, 16524.8,
18961.7, 13753; Evid. 1038); sections are the disciplines by which content is shared.
"""

from enum import StrEnum


class AgencyKind(StrEnum):
    """The kinds of agency that sit at a multidisciplinary table."""

    CHILD_WELFARE = "child_welfare"
    PROBATION = "probation"
    MENTAL_HEALTH = "mental_health"
    PUBLIC_HEALTH = "public_health"
    SUBSTANCE_USE = "substance_use"
    ADVOCATE_ORGANIZATION = "advocate_org"


class LegalRole(StrEnum):
    """What the law sees in a person, whatever their job title says."""

    SOCIAL_WORKER = "social_worker"
    PROBATION_OFFICER = "probation_officer"
    SUPERVISOR = "supervisor"
    MDT_COORDINATOR = "mdt_coordinator"
    CLINICIAN_MENTAL_HEALTH = "clinician_mh"
    CLINICIAN_SUBSTANCE_USE = "clinician_sud_part2"
    PUBLIC_HEALTH_NURSE = "public_health_nurse"
    HUMAN_TRAFFICKING_CASEWORKER = "ht_caseworker"
    SURVIVOR_MENTOR = "survivor_mentor_nonprivileged"
    COUNTY_ADMINISTRATOR = "county_admin_no_content"


class Section(StrEnum):
    """The parts of a case that are shared or withheld as one."""

    IDENTITY = "identity"
    CONTACTS = "contacts"
    SCREENING = "screening"


class RecordKind(StrEnum):
    """The kinds of record a case holds."""

    YOUTH = "youth"
    CONTACT_NOTE = "contact_note"
    SCREENING = "screening"


class Action(StrEnum):
    """What a person may ask to do with one section of one case."""

    READ = "read"
    WRITE = "write"


class Basis(StrEnum):
    """The recorded legal ground on which a section is seen."""

    CASE_ASSIGNMENT = "case_assignment"


SECTION_OF_KIND: dict[RecordKind, Section] = {
    RecordKind.YOUTH: Section.IDENTITY,
    RecordKind.CONTACT_NOTE: Section.CONTACTS,
    RecordKind.SCREENING: Section.SCREENING,
}

APPEND_ONLY_KINDS = frozenset({RecordKind.CONTACT_NOTE, RecordKind.SCREENING})
