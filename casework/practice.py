# SPDX-License-Identifier: AGPL-3.0-or-later
"""The practice case of a training county: what its role-play asks of the policy, and its steps.

In the role-play one person plays each member of a team in turn, each on a laptop of their own, and
compares what they see. An answer says whether a member sees one agency's work in one part of the
case and on which ground; it holds nothing of what is written there.
"""

from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casework.ids import CaseId
from casework.policy import Decision
from casework.vocabulary import LegalRole, Section

PRACTICE_ID = CaseId("01900000-0000-7000-8000-00000000c013")


class PracticeAnswer(BaseModel):
    """Whether one member sees one agency's work in one part of the practice case.

    Attributes:
        agency: the member's; `owner` is whose work it is, the own agency's first.
    """

    model_config = ConfigDict(frozen=True)

    person: str
    title: str
    role: LegalRole
    agency: str
    section: Section
    owner: str
    decision: Decision

    @property
    def is_own(self) -> bool:
        """Whether it is about what the member's own agency wrote."""
        return self.owner == self.agency


class StepCode(StrEnum):
    """The steps of the role-play, in their order."""

    REPORT = "report"
    PLAN_WITH_YOUTH = "plan_with_youth"
    TEAM_PLAN = "team_plan"
    LOOK_AS_CLINICIAN = "look_as_clinician"
    LOOK_AS_COUNSELOR = "look_as_counselor"
    ADD_HEALTH_NEED = "add_health_need"
    WRITE_PRIVILEGED = "write_privileged"
    LOOK_AS_MENTOR = "look_as_mentor"
    LOOK_AS_COORDINATOR = "look_as_coordinator"
    DECIDE_INBOX = "decide_inbox"
    COMPARE = "compare"


class Step(NamedTuple):
    """One step and the member who takes it."""

    code: StepCode
    role: LegalRole


STEPS = (
    Step(StepCode.REPORT, LegalRole.PROBATION_OFFICER),
    Step(StepCode.PLAN_WITH_YOUTH, LegalRole.PROBATION_OFFICER),
    Step(StepCode.TEAM_PLAN, LegalRole.SOCIAL_WORKER),
    Step(StepCode.LOOK_AS_CLINICIAN, LegalRole.CLINICIAN_MENTAL_HEALTH),
    Step(StepCode.LOOK_AS_COUNSELOR, LegalRole.CLINICIAN_SUBSTANCE_USE),
    Step(StepCode.ADD_HEALTH_NEED, LegalRole.PUBLIC_HEALTH_NURSE),
    Step(StepCode.WRITE_PRIVILEGED, LegalRole.HUMAN_TRAFFICKING_CASEWORKER),
    Step(StepCode.LOOK_AS_MENTOR, LegalRole.SURVIVOR_MENTOR),
    Step(StepCode.LOOK_AS_COORDINATOR, LegalRole.MDT_COORDINATOR),
    Step(StepCode.DECIDE_INBOX, LegalRole.SUPERVISOR),
    Step(StepCode.COMPARE, LegalRole.PROBATION_OFFICER),
)
