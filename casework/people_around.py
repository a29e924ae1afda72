# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youth's self-description, and the people around them.

How a youth describes their gender and orientation is asked of nobody, stands in a section of its
own that no legal basis but a court's order opens to another agency, and hides no question of any
form (requirement 24).

Family goes beside identity, where every agency on the case sees it. Whoever else is around the
youth, an exploiter above all, is content of the agency that wrote it, in its safety plan.
"""

from pydantic import Field

from casework.record_parts import Line, RecordView, Text, Word, number_to_find


class SelfDescription(RecordView):
    """In the youth's own words; every field may stay empty."""

    gender: Line = Field(default="", title="Gender, as the youth describes it")
    pronouns: Line = Field(default="", title="Pronouns")
    orientation: Line = Field(default="", title="Orientation, as the youth describes it")
    ask_before_saying: Text = Field(
        default="", title="Who may know", description="Whom the youth does not want to know this."
    )

    def headline(self) -> tuple[str | Word, ...]:
        return tuple(filter(None, (self.gender, self.pronouns, self.orientation)))


class Relation(Word):
    """Who someone is to the youth."""

    PARENT = "parent", "Parent"
    GUARDIAN = "guardian", "Guardian"
    INDIAN_CUSTODIAN = "indian_custodian", "Indian custodian"
    SIBLING = "sibling", "Sibling"
    RELATIVE = "relative", "Relative"
    CAREGIVER = "caregiver", "Caregiver"
    PARTNER = "partner", "Partner"
    FRIEND = "friend", "Friend"
    CHILD = "child", "Child of the youth"
    EXPLOITER = "exploiter", "Exploiter"
    BUYER = "buyer", "Buyer"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "other", "Someone else"


FAMILY = frozenset(
    {
        Relation.PARENT,
        Relation.GUARDIAN,
        Relation.INDIAN_CUSTODIAN,
        Relation.SIBLING,
        Relation.RELATIVE,
        Relation.CAREGIVER,
        Relation.CHILD,
    }
)


class ContactRule(Word):
    """Whether someone may be spoken to about the youth; the last protects most."""

    FREE = "free", "May be contacted"
    ASK_FIRST = "ask_first", "Ask the youth first"
    NO_CONTACT = "no_contact", "No contact"


class PersonAround(RecordView):
    """Family, friends, professionals, and people the youth is to be kept safe from."""

    name: Line = Field(min_length=1, title="Name")
    relation: Relation = Field(title="Who this is to the youth")
    phone: Line = Field(default="", title="Phone")
    address: Line = Field(default="", title="Address")
    languages: tuple[Line, ...] = Field(default=(), title="Languages")
    contact_rule: ContactRule = Field(default=ContactRule.ASK_FIRST, title="Contact")
    lives_with_youth: bool = Field(default=False, title="Lives with the youth")
    notes: Text = Field(
        default="",
        title="Notes",
        description="Of family, whoever works on the case reads it, of every agency.",
    )

    @property
    def is_family(self) -> bool:
        """Whether they stand beside identity, which is shared with whatever is shared."""
        return self.relation in FAMILY

    def headline(self) -> tuple[str | Word, ...]:
        return (self.name, self.relation, self.contact_rule)

    def names_and_words(self) -> tuple[str, str]:
        said = " ".join(filter(None, (self.address, self.notes)))
        return " ".join(filter(None, (self.name, number_to_find(self.phone)))), said
