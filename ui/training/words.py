# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the role-play: what to do at each step, and what is being made ready."""

from PySide6.QtCore import QCoreApplication

from casework.practice import StepCode
from ui.training_port import PlayPhase

translate = QCoreApplication.translate


def say_step(step: StepCode) -> str:
    """What to do."""
    match step:
        case StepCode.REPORT:
            return translate(
                "training",
                "Open the practice case and read on it why each part is open to you. Press Report: "
                "abuse is suspected. The clocks of the law start and stand on Today.",
            )
        case StepCode.PLAN_WITH_YOUTH:
            return translate(
                "training",
                "Open the youth’s safety plan and its private part. Remember the code word: nobody "
                "else on the team will see it.",
            )
        case StepCode.TEAM_PLAN:
            return translate(
                "training",
                "As child welfare, read the team’s safety plan that probation wrote, and add a "
                "contact note of your own.",
            )
        case StepCode.LOOK_AS_CLINICIAN:
            return translate(
                "training",
                "As the clinician, find your agency’s need about sleep. Look for substance use: it "
                "is not there, and the case does not say whether there is any.",
            )
        case StepCode.LOOK_AS_COUNSELOR:
            return translate(
                "training",
                "As the substance use counselor, see what you wrote, and to whom the youth’s "
                "consent under 42 CFR Part 2 shows it.",
            )
        case _:
            return _say_later_step(step)


def _say_later_step(step: StepCode) -> str:
    match step:
        case StepCode.ADD_HEALTH_NEED:
            return translate(
                "training", "As the nurse, record a need about health in the practice case."
            )
        case StepCode.WRITE_PRIVILEGED:
            return translate(
                "training",
                "As the advocate, write a note under Advocate notes. It is sealed for your own "
                "organization; the county keeps it and cannot read it.",
            )
        case StepCode.LOOK_AS_MENTOR:
            return translate(
                "training",
                "As the survivor mentor, open the case: you see a name and, by a consent of 30 "
                "days, the safety plan; nothing else.",
            )
        case StepCode.LOOK_AS_COORDINATOR:
            return translate(
                "training",
                "As the coordinator, see that you know who the case is about and none of what is "
                "written in it.",
            )
        case StepCode.DECIDE_INBOX:
            return translate(
                "training",
                "As the supervisor, open the Inbox: a note of somebody who was not assigned was "
                "refused and kept. Accept it, return it or hand it on.",
            )
        case StepCode.COMPARE:
            return translate(
                "training",
                "Compare two members below, part by part. Who would you ask for what you miss?",
            )
        case _:
            raise AssertionError(f"{step} is one of the first steps")


def say_phase(phase: PlayPhase) -> str:
    """What is being done."""
    match phase:
        case PlayPhase.SENDING:
            return translate("training", "Sending what you did …")
        case PlayPhase.MAKING:
            return translate("training", "Making the laptop of {person} …")
        case PlayPhase.FETCHING:
            return translate("training", "Fetching what {person} may see …")
