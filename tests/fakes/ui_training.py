# SPDX-License-Identifier: AGPL-3.0-or-later
"""A role-play of three members, and what the policy answered for each."""

from collections.abc import Callable
from datetime import UTC, datetime

from casework.policy import Decision
from casework.practice import PracticeAnswer, StepCode
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, LegalRole, Section
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.training_port import PlayPhase, TrainingView

OFFICER, CLINICIAN, MENTOR = "Robin Castellanos", "Imani Okonjo-Reyes", "Casey Moreland-Diaz"
PROBATION, HEALTH, ADVOCATES = "Larkspur Probation", "Larkspur Behavioral Health", "Tern House"
MEMBERS = {
    OFFICER: ("Probation officer", LegalRole.PROBATION_OFFICER, PROBATION),
    CLINICIAN: ("Clinician", LegalRole.CLINICIAN_MENTAL_HEALTH, HEALTH),
    MENTOR: ("Survivor mentor", LegalRole.SURVIVOR_MENTOR, ADVOCATES),
}
UNTIL = datetime(2027, 1, 30, 20, tzinfo=UTC)
ASSIGNED = frozenset({Section.IDENTITY, Section.SCREENING, Section.PLACEMENT, Section.SAFETY_PLAN})
MINE = {
    OFFICER: ASSIGNED | {Section.YOUTH_PRIVATE},
    CLINICIAN: ASSIGNED | {Section.MENTAL_HEALTH},
    MENTOR: frozenset({Section.IDENTITY}),
}
SHARED = {
    CLINICIAN: (PROBATION, Basis.S13753_TEAM, ASSIGNED),
    MENTOR: (PROBATION, Basis.CONSENT_GENERIC, frozenset({Section.SAFETY_PLAN})),
}


class FakeTraining:
    """Fulfils ui.training_port.TrainingPort.

    Attributes:
        played: who was chosen; `refuses` is raised instead.
    """

    def __init__(self) -> None:
        self.done: set[StepCode] = set()
        self.played: list[str] = []
        self.told: list[PlayPhase] = []
        self.refuses: ShownError | None = None
        self.reset_asked = False

    def view(self) -> TrainingView:
        answers = [one for person in MEMBERS for one in _answers(person)]
        return TrainingView(OFFICER, tuple(answers), frozenset(self.done), frozenset({OFFICER}))

    def play(self, person: str, progress: Callable[[PlayPhase], None], cancel: CancelToken) -> bool:
        if self.refuses is not None:
            raise self.refuses
        for phase in PlayPhase:
            self.told.append(phase)
            progress(phase)
        if cancel.is_cancelled():
            return False
        self.played.append(person)
        return True

    def mark(self, step: StepCode, *, done: bool) -> None:
        self.done = self.done - {step} | ({step} if done else set())

    def ask_reset(self) -> None:
        self.reset_asked = True


def _answers(person: str) -> list[PracticeAnswer]:
    title, role, agency = MEMBERS[person]
    found = []
    for section in Section:
        own = section in MINE[person]
        code = ReasonCode.ASSIGNED if own else ReasonCode.SECTION_NOT_GRANTED
        decision = Decision(
            allowed=own,
            reason=Reason.of(code, role=title),
            basis=Basis.CASE_ASSIGNMENT if own else None,
        )
        about = {"person": person, "title": title, "role": role, "agency": agency}
        found.append(PracticeAnswer(**about, section=section, owner=agency, decision=decision))
        owner, basis, parts = SHARED.get(person, ("", Basis.CASE_ASSIGNMENT, frozenset()))
        if section in parts:
            shared = Decision(
                allowed=True,
                reason=Reason.of(ReasonCode.UNDER_13753),
                basis=basis,
                until=UNTIL,
                ground="ground",
            )
            found.append(PracticeAnswer(**about, section=section, owner=owner, decision=shared))
    return found
