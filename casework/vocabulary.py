# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the field as closed lists.

Agencies and legal roles follow requirements 2 and 3 of the domain notes (WIC 16524.7, 16524.8,
18961.7, 13753; Evid. 1038); sections are the disciplines by which content is shared. Words on
the wire never change; new ones are added.
"""

from enum import StrEnum


class AgencyKind(StrEnum):
    """The kinds of agency that sit at a multidisciplinary table."""

    CHILD_WELFARE = "child_welfare"
    PROBATION = "probation"
    MENTAL_HEALTH = "mental_health"
    PUBLIC_HEALTH = "public_health"
    SUBSTANCE_USE = "substance_use"
    JUVENILE_COURT = "juvenile_court"
    EDUCATION_COUNTY = "education_county"
    EDUCATION_LOCAL = "education_local"
    SHERIFF = "sheriff"
    POLICE = "police"
    DISTRICT_ATTORNEY = "district_attorney"
    VICTIM_WITNESS = "victim_witness"
    MINORS_COUNSEL = "public_defender_minor_counsel"
    COUNTY_COUNSEL = "county_counsel"
    MEDICAL = "medical"
    ADVOCATE_ORGANIZATION = "advocate_org"
    TRIBE = "tribe"
    CASA = "casa"
    COMMUNITY_ORGANIZATION = "cbo"
    SURVIVOR_ORGANIZATION = "survivor_org"
    SHELTER_PLACEMENT = "shelter_placement"


class LegalRole(StrEnum):
    """What the law sees in a person, whatever their job title says."""

    SOCIAL_WORKER = "social_worker"
    PROBATION_OFFICER = "probation_officer"
    SUPERVISOR = "supervisor"
    MDT_COORDINATOR = "mdt_coordinator"
    CLINICIAN_MENTAL_HEALTH = "clinician_mh"
    CLINICIAN_SUBSTANCE_USE = "clinician_sud_part2"
    PUBLIC_HEALTH_NURSE = "public_health_nurse"
    MEDICAL_EXAMINER = "medical_examiner"
    SEXUAL_ASSAULT_COUNSELOR = "sexual_assault_counselor"
    HUMAN_TRAFFICKING_CASEWORKER = "ht_caseworker"
    DOMESTIC_VIOLENCE_COUNSELOR = "dv_counselor"
    SURVIVOR_MENTOR = "survivor_mentor_nonprivileged"
    MINORS_ATTORNEY = "minor_attorney"
    PROSECUTOR = "prosecutor"
    LAW_OFFICER = "law_officer"
    EDUCATION_LIAISON = "education_liaison"
    TRIBE_REPRESENTATIVE = "tribe_rep"
    DATA_ANALYST = "data_analyst_deidentified"
    COUNTY_ADMINISTRATOR = "county_admin_no_content"


class Section(StrEnum):
    """The parts of a case that are shared or withheld as one, by discipline."""

    IDENTITY = "identity"
    CONTACTS = "contacts"
    SCREENING = "screening"
    SAFETY_PLAN = "safety_plan"
    PLACEMENT = "placement"
    EDUCATION = "education"
    PHYSICAL_HEALTH = "physical_health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    LEGAL = "legal"
    CRIMINAL_JUSTICE = "cji"
    ADOPTION = "adoption"
    ADVOCATE_NOTES = "advocate_notes"
    SELF_DESCRIPTION = "self_description"
    YOUTH_PRIVATE = "youth_private"
    REFERRALS = "referrals"


class RecordKind(StrEnum):
    """The kinds of record a case holds."""

    YOUTH = "youth"
    CONTACT_NOTE = "contact_note"
    SCREENING = "screening"
    PRIVILEGED_NOTE = "privileged_note"
    SELF_DESCRIPTION = "self_description"
    PERSON_AROUND = "person_around"
    STATUS_ROW = "status_row"
    NEED = "need"
    SERVICE = "service"
    PLACEMENT = "placement"
    TASK = "task"
    COURT_DATE = "court_date"
    SAFETY_FLAG = "safety_flag"
    DOCUMENT = "document"
    CLOCK = "clock"
    NOTICE = "notice"
    ABSENCE = "absence"
    SEARCH_EFFORT = "search_effort"
    DEBRIEF = "debrief"
    YOUTH_PLAN = "youth_plan"
    YOUTH_PLAN_PRIVATE = "youth_plan_private"
    TEAM_PLAN = "team_plan"
    REFERRAL = "referral"
    REFERRAL_ANSWER = "referral_answer"
    SIGN_OFF = "sign_off"
    MEETING = "meeting"
    MINUTES = "minutes"
    PLAN_VERSION = "plan_version"
    PAPER_GIVEN = "paper_given"
    SAME_YOUTH = "same_youth"
    COUNTY_ON_CASE = "county_on_case"
    HAND_OFF = "hand_off"


class Action(StrEnum):
    """What a person may ask to do with one section of one case.

    SHARE is to decide that another agency shall see it; only whoever wrote it decides that.
    """

    READ = "read"
    WRITE = "write"
    SHARE = "share"


class Basis(StrEnum):
    """The recorded legal ground on which a section is seen (requirement 33)."""

    CASE_ASSIGNMENT = "case_assignment"
    OWN_AGENCY = "own_agency"
    S18961_7_WINDOW = "s18961_7_window"
    S13753_TEAM = "s13753_team"
    S18951_TEAM = "s18951_team"
    S832_CFT_CONSENT = "s832_cft_consent"
    S18986_46_UNIFIED = "s18986_46_unified"
    CONSENT_GENERIC = "consent_generic"
    PART2_CONSENT = "part2_consent"
    FERPA_USA = "ferpa_usa"
    COURT_ORDER = "court_order"
    S827_LISTED = "s827_listed"
    NCMEC_AB161 = "ncmec_ab161"
    EMERGENCY_BREAK_GLASS = "emergency_break_glass"
    PRIVILEGE_RELEASE = "privilege_release"


SECTION_OF_KIND: dict[RecordKind, Section] = {
    RecordKind.YOUTH: Section.IDENTITY,
    RecordKind.CONTACT_NOTE: Section.CONTACTS,
    RecordKind.SCREENING: Section.SCREENING,
    RecordKind.PRIVILEGED_NOTE: Section.ADVOCATE_NOTES,
    RecordKind.SELF_DESCRIPTION: Section.SELF_DESCRIPTION,
    RecordKind.PERSON_AROUND: Section.IDENTITY,
    RecordKind.STATUS_ROW: Section.SCREENING,
    RecordKind.NEED: Section.SAFETY_PLAN,
    RecordKind.SERVICE: Section.SAFETY_PLAN,
    RecordKind.PLACEMENT: Section.PLACEMENT,
    RecordKind.TASK: Section.SAFETY_PLAN,
    RecordKind.COURT_DATE: Section.LEGAL,
    RecordKind.SAFETY_FLAG: Section.SAFETY_PLAN,
    RecordKind.DOCUMENT: Section.CONTACTS,
    RecordKind.CLOCK: Section.PLACEMENT,
    RecordKind.NOTICE: Section.PLACEMENT,
    RecordKind.ABSENCE: Section.PLACEMENT,
    RecordKind.SEARCH_EFFORT: Section.PLACEMENT,
    RecordKind.DEBRIEF: Section.PLACEMENT,
    RecordKind.YOUTH_PLAN: Section.SAFETY_PLAN,
    RecordKind.YOUTH_PLAN_PRIVATE: Section.YOUTH_PRIVATE,
    RecordKind.TEAM_PLAN: Section.SAFETY_PLAN,
    RecordKind.REFERRAL: Section.REFERRALS,
    RecordKind.REFERRAL_ANSWER: Section.REFERRALS,
    RecordKind.SIGN_OFF: Section.REFERRALS,
    RecordKind.MEETING: Section.SAFETY_PLAN,
    RecordKind.MINUTES: Section.SAFETY_PLAN,
    RecordKind.PLAN_VERSION: Section.SAFETY_PLAN,
    RecordKind.PAPER_GIVEN: Section.PLACEMENT,
    RecordKind.SAME_YOUTH: Section.CONTACTS,
    RecordKind.COUNTY_ON_CASE: Section.IDENTITY,
    RecordKind.HAND_OFF: Section.IDENTITY,
}

# Needs and services stand in the section of their domain; 42 CFR Part 2 and others follow them.
_BY_DOMAIN = frozenset(
    {
        Section.SAFETY_PLAN,
        Section.PLACEMENT,
        Section.EDUCATION,
        Section.PHYSICAL_HEALTH,
        Section.MENTAL_HEALTH,
        Section.SUBSTANCE_USE,
        Section.LEGAL,
    }
)
# Clocks and the notices that close them stand with what started them.
_BY_START = frozenset({Section.PLACEMENT, Section.SCREENING, Section.SAFETY_PLAN})
# A signature or approval stands with what it is about.
_SIGNED_OFF = frozenset(
    {Section.SCREENING, Section.SAFETY_PLAN, Section.PLACEMENT, Section.REFERRALS}
)
_MORE_SECTIONS: dict[RecordKind, frozenset[Section]] = {
    RecordKind.NEED: _BY_DOMAIN,
    RecordKind.SERVICE: _BY_DOMAIN,
    # Not identity, which every agency assigned to the case sees; not advocate notes, which the
    # county holds as ciphertext only.
    RecordKind.DOCUMENT: frozenset(Section) - {Section.IDENTITY, Section.ADVOCATE_NOTES},
    RecordKind.CLOCK: _BY_START,
    RecordKind.NOTICE: _BY_START,
    RecordKind.SIGN_OFF: _SIGNED_OFF,
    # Where its writer may write: identity is the last of them, so that none goes unrecorded.
    RecordKind.PAPER_GIVEN: frozenset(
        {
            Section.PLACEMENT,
            Section.SAFETY_PLAN,
            Section.CONTACTS,
            Section.SCREENING,
            Section.REFERRALS,
            Section.IDENTITY,
        }
    ),
    # Beside identity where its convener knows a youth by name alone (ADR 13): it holds no content.
    RecordKind.MEETING: frozenset({Section.SAFETY_PLAN, Section.IDENTITY}),
    # Family beside identity, as the index may hold them (WIC 18961.5); all others are content, and
    # move to another agency as content does.
    RecordKind.PERSON_AROUND: frozenset({Section.IDENTITY, Section.SAFETY_PLAN}),
    # Minutes stand in the part they speak of, so that they go to whom may see that part.
    RecordKind.MINUTES: _BY_DOMAIN | {Section.SCREENING},
}


def sections_of(kind: RecordKind) -> frozenset[Section]:
    """The parts of a case in which a kind of record may stand; a record never changes its own."""
    return _MORE_SECTIONS.get(kind, frozenset({SECTION_OF_KIND[kind]}))


APPEND_ONLY_KINDS = frozenset(
    {
        RecordKind.CONTACT_NOTE,
        RecordKind.SCREENING,
        RecordKind.PRIVILEGED_NOTE,
        RecordKind.DOCUMENT,
        RecordKind.CLOCK,
        RecordKind.NOTICE,
        RecordKind.SEARCH_EFFORT,
        RecordKind.DEBRIEF,
        RecordKind.REFERRAL_ANSWER,
        RecordKind.SIGN_OFF,
        RecordKind.MINUTES,
        RecordKind.PLAN_VERSION,
        RecordKind.PAPER_GIVEN,
    }
)

# What an administrator assigns where no sections are named: the work of every discipline.
ORDINARY_SECTIONS = frozenset(
    {
        Section.IDENTITY,
        Section.CONTACTS,
        Section.SCREENING,
        Section.SAFETY_PLAN,
        Section.PLACEMENT,
        Section.REFERRALS,
    }
)
