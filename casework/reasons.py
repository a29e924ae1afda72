# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why something is allowed or refused, in words a worker understands.

A reason is a code, an English template and its parameters. Screens translate the template and
then fill it in; the server and the command line print `sentence`. A template never names a youth.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from casework.clock import county_day
from casework.vocabulary import Basis


class ReasonCode(StrEnum):
    """Machine-readable half of a reason; stable on the wire."""

    ASSIGNED = "assigned"
    NOT_ASSIGNED = "not_assigned"
    NOT_YET = "not_yet"
    ENDED = "ended"
    REVOKED = "revoked"
    SECTION_NOT_GRANTED = "section_not_granted"
    NO_CONTENT_ROLE = "no_content_role"
    SIGNED_IS_FINAL = "signed_is_final"
    SECTION_MISMATCH = "section_mismatch"
    OTHER_CASE = "other_case"
    BROKEN_CHAIN = "broken_chain"
    FORKED_DEVICE = "forked_device"
    UNKNOWN_CASE = "unknown_case"
    MAY_NOT_OPEN_CASE = "may_not_open_case"
    NOT_AUTHOR = "not_author"
    CHANGED_MEANWHILE = "changed_meanwhile"
    MALFORMED = "malformed"
    LEASE_OVER = "lease_over"
    DEIDENTIFIED_ROLE = "deidentified_role"
    PERSON_NOT_CLEARED = "person_not_cleared"
    DEVICE_NOT_CLEARED = "device_not_cleared"
    OTHER_AGENCY = "other_agency"
    READ_ONLY = "read_only"
    PART2_PROGRAM_ONLY = "part2_program_only"
    AGREEMENT_MISSING = "agreement_missing"
    TEAM_TOO_SMALL = "team_too_small"
    WINDOW_OVER = "window_over"
    END_MISSING = "end_missing"
    CONSENT_INCOMPLETE = "consent_incomplete"
    GROUND_REVOKED = "ground_revoked"
    GROUND_NOT_YET = "ground_not_yet"
    GROUND_ENDED = "ground_ended"
    GROUND_WITHHOLDS = "ground_withholds"
    NEVER_ON_THIS_GROUND = "never_on_this_ground"
    MATRIX_WITHHOLDS = "matrix_withholds"
    ORDER_WITHOUT_NUMBER = "order_without_number"
    ORDER_NOT_PART2 = "order_not_part2"
    NOT_RESPONSIBLE_FOR_CARE = "not_responsible_for_care"
    SECOND_PERSON_MISSING = "second_person_missing"
    MEDICAL_ONLY = "medical_only"
    UNDER_18961_7 = "under_18961_7"
    UNDER_13753 = "under_13753"
    UNDER_18951 = "under_18951"
    UNDER_832 = "under_832"
    UNDER_18986_46 = "under_18986_46"
    UNDER_CONSENT = "under_consent"
    UNDER_PART2 = "under_part2"
    UNDER_FERPA = "under_ferpa"
    UNDER_ORDER = "under_order"
    UNDER_827 = "under_827"
    UNDER_NCMEC = "under_ncmec"
    UNDER_EMERGENCY = "under_emergency"
    UNDER_RELEASE = "under_release"
    NEWER_WORK = "newer_work"
    RETURNED = "returned"
    NOT_THEIR_SUPERVISOR = "not_their_supervisor"
    OWN_REFUSED_WORK = "own_refused_work"
    COORDINATOR_OPENS = "coordinator_opens"
    INDEX_OFF = "index_off"
    INDEX_DESIGNATED = "index_designated"
    INDEX_NOT_DESIGNATED = "index_not_designated"
    INDEX_DESIGNATION_ENDED = "index_designation_ended"
    INDEX_NEVER_FOR_ROLE = "index_never_for_role"
    INDEX_PART2 = "index_part2"
    INDEX_FIFTH_KIND = "index_fifth_kind"
    INDEX_FIELD_WRONG = "index_field_wrong"
    INDEX_DATE_AHEAD = "index_date_ahead"
    INDEX_NOT_OWN_CASE = "index_not_own_case"
    INDEX_CHANGED_MEANWHILE = "index_changed_meanwhile"
    INDEX_NOTHING_ASKED = "index_nothing_asked"
    NOTHING_TO_SIGN = "nothing_to_sign"
    SIGNS_OWN_ONLY = "signs_own_only"
    SUPERVISOR_APPROVES = "supervisor_approves"
    TWO_PERSONS = "two_persons"
    CONFLICT_OPEN = "conflict_open"
    REFERRAL_BLOCKED = "referral_blocked"
    REFERRAL_NOT_SENT = "referral_not_sent"
    REFERRAL_ANSWERED = "referral_answered"
    REFERRAL_NOT_YOURS = "referral_not_yours"
    BEYOND_LAW = "beyond_law"
    GROUND_EMPTY = "ground_empty"
    GROUND_AHEAD = "ground_ahead"
    CONSENT_LACKS = "consent_lacks"
    ORDER_NEEDS_NUMBER = "order_needs_number"
    END_NEEDED = "end_needed"
    RELEASE_WITHOUT_HOLDER = "release_without_holder"
    RELEASE_FAULT = "release_fault"
    NEEDS_NEW_LOOK = "needs_new_look"
    EMERGENCY_OVER = "emergency_over"
    EMERGENCY_NOT_OWN = "emergency_not_own"
    EMERGENCY_NOT_OPENED = "emergency_not_opened"
    TEAM_MEMBER_OPENS = "team_member_opens"
    SUPERVISOR_EXTENDS = "supervisor_extends"
    WINDOW_ENDED = "window_ended"
    COORDINATOR_ENDS = "coordinator_ends"
    GROUND_UNKNOWN = "ground_unknown"
    PERSON_UNKNOWN = "person_unknown"


TEMPLATES: Mapping[ReasonCode, str] = {
    ReasonCode.ASSIGNED: "You are assigned to this case as {role}.",
    ReasonCode.NOT_ASSIGNED: "You are not assigned to this case; your supervisor can assign you.",
    ReasonCode.NOT_YET: "Your assignment to this case begins on {date}.",
    ReasonCode.ENDED: "Your assignment to this case ended on {date}; your supervisor can renew it.",
    ReasonCode.REVOKED: "Your assignment to this case was taken back on {date}; "
    "ask your supervisor if you still need it.",
    ReasonCode.SECTION_NOT_GRANTED: "Your assignment does not include this part of the case; "
    "your supervisor can have it added.",
    ReasonCode.NO_CONTENT_ROLE: "An administrator account may not see or change case content.",
    ReasonCode.SIGNED_IS_FINAL: "A signed record is never changed; add a correction instead.",
    ReasonCode.SECTION_MISMATCH: "This kind of record does not belong in that part of the case.",
    ReasonCode.OTHER_CASE: "This record belongs to another case.",
    ReasonCode.BROKEN_CHAIN: "This laptop's work no longer follows what it sent before; "
    "your administrator must look at the device.",
    ReasonCode.FORKED_DEVICE: "Two copies of this laptop have sent different work; "
    "your administrator must look at the device.",
    ReasonCode.UNKNOWN_CASE: "The county server does not know this case.",
    ReasonCode.MAY_NOT_OPEN_CASE: "In your role you do not begin cases; ask the agency that works "
    "with the youth, or call the hotline.",
    ReasonCode.NOT_AUTHOR: "This work names another person than the one this laptop belongs to.",
    ReasonCode.CHANGED_MEANWHILE: "Someone else changed the same part meanwhile; the county keeps "
    "both versions until a person decides.",
    ReasonCode.LEASE_OVER: "This laptop's authorization has ended; connect to the county, or call "
    "the duty officer.",
    ReasonCode.COORDINATOR_OPENS: "What several agencies wrote is opened to a team at the county, "
    "by its coordinator; from here you open your own agency's work.",
    ReasonCode.NEWER_WORK: "The county's server is older and does not know this kind of record "
    "yet; it stays on this laptop and goes again with every sync until the server is updated.",
    ReasonCode.RETURNED: "Your supervisor gave this back: {note}.",
    ReasonCode.NOT_THEIR_SUPERVISOR: "Only a supervisor of the author's agency decides about "
    "refused work.",
    ReasonCode.OWN_REFUSED_WORK: "Nobody decides about their own work; another supervisor does.",
    ReasonCode.MALFORMED: "The work could not be read: {detail}.",
    ReasonCode.DEIDENTIFIED_ROLE: "An analyst's account sees figures without names and no "
    "case content.",
    ReasonCode.PERSON_NOT_CLEARED: "Criminal justice information is open to cleared persons "
    "only; your clearance is not on file.",
    ReasonCode.DEVICE_NOT_CLEARED: "Criminal justice information is not shown on this "
    "laptop; it needs one that is cleared for it.",
    ReasonCode.OTHER_AGENCY: "Another agency wrote this, and no legal ground on record opens "
    "it to you.",
    ReasonCode.READ_ONLY: "What another agency wrote can be read, not changed or passed on; "
    "ask that agency.",
    ReasonCode.PART2_PROGRAM_ONLY: "Substance use records are open to the treatment program, "
    "and to those whom a Part 2 consent names.",
    ReasonCode.AGREEMENT_MISSING: "The team's confidentiality agreement is not signed by "
    "you; sign it with the coordinator.",
    ReasonCode.TEAM_TOO_SMALL: "The team has {count} trained members with a signed "
    "agreement; it needs {needed} to share.",
    ReasonCode.WINDOW_OVER: "The time for sharing after the report (WIC 18961.7) ended on "
    "{date}; a supervisor extends it for good cause before it ends.",
    ReasonCode.END_MISSING: "The legal ground on record names no end; the coordinator must "
    "record one.",
    ReasonCode.CONSENT_INCOMPLETE: "The consent on record lacks {count} of the elements the "
    "law asks for; a complete one must be signed.",
    ReasonCode.GROUND_REVOKED: "The consent or other legal ground was taken back on {date}.",
    ReasonCode.GROUND_NOT_YET: "The legal ground on record begins on {date}.",
    ReasonCode.GROUND_ENDED: "The legal ground on record ended on {date}; a new one must be "
    "recorded.",
    ReasonCode.GROUND_WITHHOLDS: "The legal ground on record does not open this part, or not "
    "this agency's work.",
    ReasonCode.NEVER_ON_THIS_GROUND: "The law does not open this part on the legal ground "
    "that is on record.",
    ReasonCode.MATRIX_WITHHOLDS: "The county's sharing rules do not open this part to your "
    "kind of agency.",
    ReasonCode.ORDER_WITHOUT_NUMBER: "The court order on record has no number; the "
    "coordinator must add it.",
    ReasonCode.ORDER_NOT_PART2: "The court order was not made for substance use records (42 "
    "CFR 2.61 to 2.67).",
    ReasonCode.NOT_RESPONSIBLE_FOR_CARE: "Education records are open to the agency legally "
    "responsible for the youth's care.",
    ReasonCode.SECOND_PERSON_MISSING: "An emergency access needs a reason and a second "
    "person who was told.",
    ReasonCode.MEDICAL_ONLY: "In an emergency, substance use records are open to medical "
    "staff only.",
    ReasonCode.INDEX_OFF: "The county's cross-agency index is switched off.",
    ReasonCode.INDEX_DESIGNATED: "Your agency's director designated you for the cross-agency "
    "index (WIC 18961.5).",
    ReasonCode.INDEX_NOT_DESIGNATED: "Only staff whom their agency's director designated may use "
    "the cross-agency index; ask your director.",
    ReasonCode.INDEX_DESIGNATION_ENDED: "Your designation for the cross-agency index has ended; "
    "your agency's director can renew it.",
    ReasonCode.INDEX_NEVER_FOR_ROLE: "Administrators and analysts do not use the cross-agency "
    "index.",
    ReasonCode.INDEX_PART2: "A substance use program enters nothing into the index: the county's "
    "definition does not allow it.",
    ReasonCode.INDEX_FIFTH_KIND: "The index may hold names, addresses, phones and birth of family "
    "and household, case numbers, whom to call and dates of contact, nothing else; take out: "
    "{field}.",
    ReasonCode.INDEX_FIELD_WRONG: "This is missing or holds more than the index may: {field}.",
    ReasonCode.INDEX_DATE_AHEAD: "A date of contact or of birth lies in the future.",
    ReasonCode.INDEX_NOT_OWN_CASE: "Only cases you are assigned to can be entered by you.",
    ReasonCode.INDEX_CHANGED_MEANWHILE: "A colleague changed this entry meanwhile; look at it and "
    "save yours again.",
    ReasonCode.INDEX_NOTHING_ASKED: "Give a name, a birth date or a case number; a birth date "
    "alone is too little.",
    ReasonCode.NOTHING_TO_SIGN: "What this signs or approves is not there, or was another version.",
    ReasonCode.SIGNS_OWN_ONLY: "Only somebody who wrote this signs it.",
    ReasonCode.SUPERVISOR_APPROVES: "Only a supervisor of the agency that wrote this approves or "
    "returns it.",
    ReasonCode.TWO_PERSONS: "Nobody approves what they wrote themselves; another supervisor does.",
    ReasonCode.CONFLICT_OPEN: "Two people wrote different things and nobody has decided yet; "
    "decide on the conflict desk first.",
    ReasonCode.REFERRAL_BLOCKED: "Something keeps this referral from being signed; it stands on "
    "its page.",
    ReasonCode.REFERRAL_NOT_SENT: "A referral is answered once a worker signed it and a "
    "supervisor approved it.",
    ReasonCode.REFERRAL_ANSWERED: "This referral has been answered already.",
    ReasonCode.REFERRAL_NOT_YOURS: "This referral went to somebody else.",
    ReasonCode.BEYOND_LAW: "The law does not open these sections on this ground: {sections}.",
    ReasonCode.GROUND_EMPTY: "A ground names at least one section and one person.",
    ReasonCode.GROUND_AHEAD: "A ground begins when it is recorded, or before.",
    ReasonCode.CONSENT_LACKS: "The consent lacks what its law asks for: {elements}.",
    ReasonCode.ORDER_NEEDS_NUMBER: "A court order has a number.",
    ReasonCode.END_NEEDED: "A ground has an end; give its last day.",
    ReasonCode.RELEASE_WITHOUT_HOLDER: "A release names its holder.",
    ReasonCode.RELEASE_FAULT: "The release does not hold: {detail}.",
    ReasonCode.NEEDS_NEW_LOOK: "Meanwhile this would show more, or for longer, than you saw when "
    "you decided it; look at it again and decide anew.",
    ReasonCode.EMERGENCY_OVER: "The 24 hours of this emergency access were over before the county "
    "heard of it; open the case anew if it still cannot wait.",
    ReasonCode.EMERGENCY_NOT_OWN: "Only whoever opened a case in an emergency ends that access "
    "early.",
    ReasonCode.EMERGENCY_NOT_OPENED: "The county cannot open a case of this agency in an "
    "emergency; call the person whom the index names, or 911 in danger.",
    ReasonCode.TEAM_MEMBER_OPENS: "A team's window is opened by a member of the team who has "
    "signed its confidentiality agreement.",
    ReasonCode.SUPERVISOR_EXTENDS: "Only a supervisor extends a team's window, and gives the "
    "cause.",
    ReasonCode.WINDOW_ENDED: "The window ended on {date}; open a new one.",
    ReasonCode.COORDINATOR_ENDS: "This was opened at the county for several agencies; the "
    "coordinator changes it or takes it back.",
    ReasonCode.GROUND_UNKNOWN: "The county has no such ground on record for this case.",
    ReasonCode.PERSON_UNKNOWN: "The county does not know one of these persons any more.",
    ReasonCode.UNDER_18961_7: "Shared with you as a team member after a report of suspected "
    "abuse (WIC 18961.7).",
    ReasonCode.UNDER_13753: "Shared with you as a member of the human trafficking team (WIC "
    "13753).",
    ReasonCode.UNDER_18951: "Shared with you as a member of the multidisciplinary team (WIC "
    "18951).",
    ReasonCode.UNDER_832: "Shared with you by a consent for the child and family team (WIC "
    "832); it may go on to the juvenile court only.",
    ReasonCode.UNDER_18986_46: "Shared with you in the unified services record (WIC "
    "18986.46), for this role only.",
    ReasonCode.UNDER_CONSENT: "Shared with you by a signed consent that names you.",
    ReasonCode.UNDER_PART2: "Shared with you by a Part 2 consent. 42 CFR part 2 prohibits "
    "unauthorized use or disclosure of these records.",
    ReasonCode.UNDER_FERPA: "Open to your agency because it is legally responsible for the "
    "youth's care (FERPA); use it for education needs only.",
    ReasonCode.UNDER_ORDER: "Open to you by order of a court.",
    ReasonCode.UNDER_827: "Open to you as one of those whom WIC 827 lists.",
    ReasonCode.UNDER_NCMEC: "Open for the report of the missing youth to NCMEC.",
    ReasonCode.UNDER_EMERGENCY: "You opened this in an emergency; a second person was told, "
    "and the supervisor reviews it.",
    ReasonCode.UNDER_RELEASE: "The youth, or who speaks for the youth, released these notes "
    "to you.",
}

# What is said where a recorded ground opens something.
BASIS_REASONS: Mapping[Basis, ReasonCode] = {
    Basis.S18961_7_WINDOW: ReasonCode.UNDER_18961_7,
    Basis.S13753_TEAM: ReasonCode.UNDER_13753,
    Basis.S18951_TEAM: ReasonCode.UNDER_18951,
    Basis.S832_CFT_CONSENT: ReasonCode.UNDER_832,
    Basis.S18986_46_UNIFIED: ReasonCode.UNDER_18986_46,
    Basis.CONSENT_GENERIC: ReasonCode.UNDER_CONSENT,
    Basis.PART2_CONSENT: ReasonCode.UNDER_PART2,
    Basis.FERPA_USA: ReasonCode.UNDER_FERPA,
    Basis.COURT_ORDER: ReasonCode.UNDER_ORDER,
    Basis.S827_LISTED: ReasonCode.UNDER_827,
    Basis.NCMEC_AB161: ReasonCode.UNDER_NCMEC,
    Basis.EMERGENCY_BREAK_GLASS: ReasonCode.UNDER_EMERGENCY,
    Basis.PRIVILEGE_RELEASE: ReasonCode.UNDER_RELEASE,
}


class Reason(BaseModel):
    """One reason.

    Attributes:
        code: stable code.
        parameters: what fills the template's braces, already as text.
    """

    model_config = ConfigDict(frozen=True)

    code: ReasonCode
    parameters: dict[str, str] = {}

    @classmethod
    def of(cls, code: ReasonCode, **parameters: str) -> Self:
        """Build a reason from keyword parameters."""
        return cls(code=code, parameters=parameters)

    @classmethod
    def on(cls, code: ReasonCode, moment: datetime) -> Self:
        """Build a reason that names the day of a moment, by the county's calendar."""
        return cls.of(code, date=county_day(moment).isoformat())

    @property
    def template(self) -> str:
        """The English sentence with its braces, the source text of translations."""
        return TEMPLATES[self.code]

    @property
    def sentence(self) -> str:
        """The English sentence, filled in."""
        return self.template.format_map(self.parameters)
