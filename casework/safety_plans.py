# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two safety plans: the youth's, in their own words, and the team's (requirement 29).

Invariants:
- The code word and the hiding places stand in a section of their own (`Section.YOUTH_PRIVATE`)
  that no ground of sharing opens; their words are neither a headline nor found by a search.
- A plan is looked at again by a day: at most `LONGEST_REVIEW` after it was last looked at. No law
  fixes the interval; it is a county default to verify.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Self

from pydantic import Field, JsonValue

from casework.record_parts import Fault, FaultCode, Line, SpanView, Surroundings, Text, Word
from casework.signatures import Signature, digest_of

LONGEST_REVIEW = timedelta(days=182)
# About the plan, not words of it: they change without a new signature.
NOT_SIGNED = frozenset({"made_on", "how_kept", "reviewed_on", "review_on", "ended_on"})


class PlanPhase(Word):
    """Where the youth says they are."""

    STILL_IN = "still_in", "Still in it"
    LEAVING = "leaving", "Leaving"
    AFTER = "after", "After"


class CopyKept(Word):
    """How the youth keeps the plan; paper an exploiter finds is a danger, so none may be best."""

    FULL = "full", "The whole plan on paper"
    WALLET = "wallet", "A small page without telling words"
    HELD_BY_ADULT = "held_by_adult", "An adult the youth trusts holds it"
    NO_COPY = "no_copy", "No copy kept"


class SafetyPlan(SpanView):
    """A plan that is made, looked at again, and one day put aside.

    Attributes:
        declined_to_sign: the youth was asked and did not want to.
    """

    signatures: tuple[Signature, ...] = Field(default=(), max_length=6)
    declined_to_sign: bool = False

    @classmethod
    def digest_of_words(cls, fields: Mapping[str, JsonValue]) -> str:
        """The hash of the words that a signature stands under."""
        return digest_of(
            {
                name: fields[name]
                for name, info in cls.model_fields.items()
                if info.title and name in fields and name not in NOT_SIGNED
            }
        )

    def drop_old_signatures(self) -> Self:
        """Without the signatures that were put under other words."""
        digest = self.digest_of_words(self.model_dump(mode="json"))
        kept = tuple(one for one in self.signatures if one.signed == digest)
        return self if kept == self.signatures else self.model_copy(update={"signatures": kept})

    def review_days(self) -> tuple[date, date | None, date]:
        """(made, last looked at, to be looked at again)."""
        raise TypeError(f"{type(self).__name__} must say its days")

    def span_fields(self) -> tuple[str, str]:
        return "made_on", "ended_on"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        made, looked_at, again = self.review_days()
        yield from around.check_past("reviewed_on", looked_at)
        if looked_at is not None and looked_at < made:
            yield Fault("reviewed_on", FaultCode.BEFORE_PLAN)
        since = max(made, looked_at or made)
        if again < since:
            yield Fault("review_on", FaultCode.BEFORE_PLAN)
        elif again - since > LONGEST_REVIEW:
            yield Fault("review_on", FaultCode.TOO_FAR, {"days": str(LONGEST_REVIEW.days)})


class YouthPlan(SafetyPlan):
    """The youth's plan; every text is theirs, word for word, and may stay empty.

    Attributes:
        adults: each with a number; three or four are advice, not a rule.
    """

    made_on: date = Field(title="Written with the youth on")
    phase: PlanPhase = Field(title="Where I am now")
    triggers: Text = Field(default="", title="What makes it harder for me")
    what_helps: Text = Field(default="", title="What helps me")
    adults: tuple[Line, ...] = Field(
        default=(),
        title="Adults I can turn to",
        description="One on each line, with a number. Three or four are best.",
    )
    places: Text = Field(default="", title="Places where I am safer")
    online: Text = Field(default="", title="Staying safer online")
    if_i_run: Text = Field(
        default="",
        title="If I have to run",
        description="A code word or a hiding place belongs in the private part, "
        "which the team does not see.",
    )
    how_kept: CopyKept | None = Field(default=None, title="How the youth keeps it")
    reviewed_on: date | None = Field(default=None, title="Last looked at together on")
    review_on: date = Field(title="Look at it again by", description="At most 182 days ahead.")
    ended_on: date | None = Field(default=None, title="Not used any more since")

    def span(self) -> tuple[date, date | None]:
        return self.made_on, self.ended_on

    def review_days(self) -> tuple[date, date | None, date]:
        return self.made_on, self.reviewed_on, self.review_on

    def headline(self) -> tuple[str | Word, ...]:
        return (self.phase, self.what_helps)

    def names_and_words(self) -> tuple[str, str]:
        texts = (self.triggers, self.what_helps, self.places, self.online, self.if_i_run)
        return "", " ".join(filter(None, (*texts, *self.adults)))


class YouthPlanPrivate(SpanView):
    """What the youth tells one agency and the team does not see unless the youth agrees.

    Attributes:
        youth_agreed_to_share: what the youth said; it opens nothing by itself.
    """

    told_on: date = Field(title="Told on")
    code_word: Line = Field(default="", title="Code word")
    hiding_places: Text = Field(default="", title="Where I would hide")
    youth_agreed_to_share: bool = Field(
        default=False,
        title="The youth agrees that the team knows this",
        description="This opens nothing by itself: write what the team may know "
        "into the youth's plan.",
    )
    agreed_on: date | None = Field(default=None, title="The youth agreed on")
    ended_on: date | None = Field(default=None, title="Not used any more since")

    def span(self) -> tuple[date, date | None]:
        return self.told_on, self.ended_on

    def span_fields(self) -> tuple[str, str]:
        return "told_on", "ended_on"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        yield from around.check_past("agreed_on", self.agreed_on)
        if self.youth_agreed_to_share and self.agreed_on is None:
            yield Fault("agreed_on", FaultCode.MISSING)


class TeamPlan(SafetyPlan):
    """What the team does about the risks it sees, and how those around the youth stay safe."""

    made_on: date = Field(title="Made on")
    risks: Text = Field(min_length=1, title="Risks")
    actions: tuple[Line, ...] = Field(
        default=(),
        title="What is agreed beside the actions",
        description="One on each line. What somebody does by a day is an action: add it to the "
        "plan once it is saved.",
    )
    staff_safety: Text = Field(default="", title="Safety of staff")
    caregiver_safety: Text = Field(default="", title="Safety of caregivers and others at home")
    reviewed_on: date | None = Field(default=None, title="Last looked at together on")
    review_on: date = Field(title="Look at it again by", description="At most 182 days ahead.")
    ended_on: date | None = Field(default=None, title="Not used any more since")

    def span(self) -> tuple[date, date | None]:
        return self.made_on, self.ended_on

    def review_days(self) -> tuple[date, date | None, date]:
        return self.made_on, self.reviewed_on, self.review_on

    def headline(self) -> tuple[str | Word, ...]:
        return (self.risks,)

    def names_and_words(self) -> tuple[str, str]:
        texts = (self.risks, self.staff_safety, self.caregiver_safety)
        return "", " ".join(filter(None, (*texts, *self.actions)))
