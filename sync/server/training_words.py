# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the training county: everything here is invented.

Names were put together by hand and belong to nobody; telephone numbers are of the reserved range
555-0100 to 555-0199. Notes are in our own words and say what was done, not what someone is.
"""

from typing import NamedTuple

from casework.vocabulary import ORDINARY_SECTIONS, AgencyKind, LegalRole, Section

COUNTY_NAME = "Larkspur County (training)"

AGENCIES = {
    AgencyKind.CHILD_WELFARE: "Larkspur Child Welfare",
    AgencyKind.PROBATION: "Larkspur Probation",
    AgencyKind.MENTAL_HEALTH: "Larkspur Behavioral Health",
    AgencyKind.PUBLIC_HEALTH: "Larkspur Public Health",
    AgencyKind.SUBSTANCE_USE: "Larkspur Substance Use Services",
    AgencyKind.ADVOCATE_ORGANIZATION: "Tern House Advocates",
}

ALL = ORDINARY_SECTIONS
FRONT = frozenset({Section.IDENTITY, Section.CONTACTS})
NAME_ONLY = frozenset({Section.IDENTITY})
WITH_HEALTH = frozenset({Section.IDENTITY, Section.SCREENING, Section.PHYSICAL_HEALTH})


PRACTICE_CASE = 13
"""The case of the role-play: every kind of agency works on it."""

TEAM_NAME = "Larkspur human trafficking team"


class Staff(NamedTuple):
    """One invented colleague: on `cases` cases from `first` on, every `step`-th.

    Attributes:
        practises: also on the practice case.
    """

    name: str
    agency: AgencyKind
    role: LegalRole
    title: str
    sections: frozenset[Section]
    first: int
    cases: int
    step: int = 1
    practises: bool = False


OFFICER = "Robin Castellanos"
COLLEAGUE = "Imani Okonjo-Reyes"
SUPERVISOR = "Dolores Whitcombe"
COLLEAGUE_ASKED = "Marcus Tranh"

STAFF = (
    Staff(
        OFFICER,
        AgencyKind.PROBATION,
        LegalRole.PROBATION_OFFICER,
        "Probation officer",
        ALL | {Section.YOUTH_PRIVATE, Section.LEGAL, Section.EDUCATION, Section.REFERRALS},
        0,
        14,
    ),
    Staff(
        COLLEAGUE,
        AgencyKind.MENTAL_HEALTH,
        LegalRole.CLINICIAN_MENTAL_HEALTH,
        "Clinician",
        ALL | {Section.MENTAL_HEALTH},
        0,
        9,
        2,
        practises=True,
    ),
    Staff(
        SUPERVISOR,
        AgencyKind.PROBATION,
        LegalRole.SUPERVISOR,
        "Supervising probation officer",
        ALL,
        0,
        22,
    ),
    Staff(
        COLLEAGUE_ASKED,
        AgencyKind.PROBATION,
        LegalRole.PROBATION_OFFICER,
        "Probation officer",
        ALL,
        14,
        8,
    ),
    Staff(
        "Hye-jin Parrow",
        AgencyKind.CHILD_WELFARE,
        LegalRole.SOCIAL_WORKER,
        "Social worker",
        ALL,
        20,
        11,
        practises=True,
    ),
    Staff(
        "Lucía Berrocal",
        AgencyKind.CHILD_WELFARE,
        LegalRole.SOCIAL_WORKER,
        "Social worker",
        ALL,
        29,
        11,
    ),
    Staff(
        "Samuel Adeyinka",
        AgencyKind.CHILD_WELFARE,
        LegalRole.SUPERVISOR,
        "Supervising social worker",
        ALL,
        20,
        20,
    ),
    Staff(
        "Priya Ramanujar",
        AgencyKind.PUBLIC_HEALTH,
        LegalRole.PUBLIC_HEALTH_NURSE,
        "Public health nurse",
        WITH_HEALTH,
        3,
        6,
        5,
    ),
    Staff(
        "Theo Lindqvarn",
        AgencyKind.SUBSTANCE_USE,
        LegalRole.CLINICIAN_SUBSTANCE_USE,
        "Counselor",
        FRONT | {Section.SUBSTANCE_USE},
        5,
        5,
        6,
        practises=True,
    ),
    Staff(
        "Noor Haddadine",
        AgencyKind.ADVOCATE_ORGANIZATION,
        LegalRole.HUMAN_TRAFFICKING_CASEWORKER,
        "Advocate",
        FRONT | {Section.ADVOCATE_NOTES},
        1,
        10,
        4,
    ),
    Staff(
        "Casey Moreland-Diaz",
        AgencyKind.ADVOCATE_ORGANIZATION,
        LegalRole.SURVIVOR_MENTOR,
        "Survivor mentor",
        NAME_ONLY,
        2,
        5,
        7,
        practises=True,
    ),
    Staff(
        "Beatriz Quinteros",
        AgencyKind.CHILD_WELFARE,
        LegalRole.MDT_COORDINATOR,
        "Team coordinator",
        NAME_ONLY,
        0,
        20,
        2,
        practises=True,
    ),
    Staff(
        "Graham Ellerby",
        AgencyKind.CHILD_WELFARE,
        LegalRole.COUNTY_ADMINISTRATOR,
        "County administrator",
        NAME_ONLY,
        0,
        0,
    ),
)


class Name(NamedTuple):
    """A youth's legal name, the name they go by, pronouns and first language."""

    legal: str
    chosen: str = ""
    pronouns: str = ""
    language: str = "English"


YOUTHS = (
    Name("Marisol Aguirre-Pike", "Mari", "she/her", "Spanish"),
    Name("Deshawn Alderette", "", "he/him"),
    Name("Thuy-Linh Barros", "Linh", "she/her", "Vietnamese"),
    Name("Jordan Bexley", "", "they/them"),
    Name("Xiomara Calderwood", "Xio", "she/her", "Spanish"),
    Name("Amara Chukwulo", "", "she/her"),
    Name("Elena Cortázar Vane", "", "she/her", "Spanish"),
    Name("Malik Davenrow", "", "he/him"),
    Name("Kiona Driftwater", "", "she/her"),
    Name("Anahit Eskarian", "Ani", "she/her", "Armenian"),
    Name("Mateo Fuentealba", "", "he/him", "Spanish"),
    Name("Sophia Garrowell", "Ash", "they/them"),
    Name("Paa-Kofi Hartwin", "Kofi", "he/him"),
    Name("Guadalupe Ibarrola", "Lupe", "she/her", "Spanish"),
    Name("Tiana Jessamy", "", "she/her"),
    Name("Navdeep Kalrani", "", "she/her", "Punjabi"),
    Name("Leilani Kealohi", "Lani", "she/her"),
    Name("Brandon Lathrowe", "", "he/him"),
    Name("Mai See Lorvang", "", "she/her", "Hmong"),
    Name("Destiny Marchbanker", "Dez", "she/her"),
    Name("Ximena Navarrosa", "", "she/her", "Spanish"),
    Name("Oluwaseun Obadare", "Seun", "he/him"),
    Name("Katya Ostrovane", "", "she/her", "Russian"),
    Name("Luz Marina Pascualino", "Luz", "she/her", "Spanish"),
    Name("Precious Quarterman-Lowe", "", "she/her"),
    Name("Rosalind Quillfeather", "Roz", "she/her"),
    Name("Javier Rentería Holt", "Javi", "he/him", "Spanish"),
    Name("Samnang Rithisak", "", "he/him", "Khmer"),
    Name("Zahra Sadeghmand", "", "she/her", "Farsi"),
    Name("Angel Santibáñez-Rue", "", "they/them", "Spanish"),
    Name("Tayen Silverbrook", "", "she/her"),
    Name("Maliah Tautuaga", "", "she/her", "Samoan"),
    Name("Emmanuel Tewoldren", "Manny", "he/him", "Tigrinya"),
    Name("Ruby Underhallow", "", "she/her"),
    Name("Citlali Valdovinas", "", "she/her", "Nahuatl"),
    Name("Jasmine Weatherlow", "Jaz", "she/her"),
    Name("Micah Whitestone-Bly", "", "he/him"),
    Name("Soua Xiongel", "", "she/her", "Hmong"),
    Name("Yesenia Ybarrondo", "Yesi", "she/her", "Spanish"),
    Name("Aaliyah Zephyrine", "Liyah", "she/her"),
)

NOTES = (
    (
        "Met at school during lunch. Talked mostly about the art class and a drawing in "
        "progress. Agreed to meet at the same place next week."
    ),
    (
        "Telephone call in the evening. {name} had eaten, was at home, and asked that calls "
        "come before nine. Number to use now: 555-01{line:02d}."
    ),
    (
        "Home visit. Spent an hour on the porch. {name} said sleep has been better since the "
        "move to the back bedroom, and would like a lamp."
    ),
    (
        "Drove together to the clinic; the visit was {name}'s own choice. Waited in the hall "
        "as asked. A second appointment is set."
    ),
    (
        "Short message exchange. {name} is safe, is staying with an aunt this week and will be "
        "at school on Monday."
    ),
    (
        "Met at the library. Went through what the next court date is for and what may be said "
        "there. {name} wrote down three questions for the attorney."
    ),
    (
        "Caregiver called with worries about late nights. Listened, went over the plan we made "
        "together, and agreed who calls whom."
    ),
    (
        "{name} did not come to the meeting. Left a note at the front desk with a friendly "
        "word and two other times to choose from."
    ),
    (
        "Walked around the park. {name} talked about a friend who pays for things, and did not "
        "want more asked about it today. Said thank you for not pushing."
    ),
    (
        "Team call with school and clinician, with {name}'s knowledge. Everyone will use the "
        "name {name} goes by. Bus pass arranged."
    ),
    (
        "Visited the new placement. {name} showed the room, likes the dog, and finds the rules "
        "about telephones too strict. Will raise it with the house."
    ),
    (
        "{name} asked for help with a work permit. Filled in the first page together; a "
        "teacher has to sign the second."
    ),
    (
        "Mentor introduced. The three of us had a soda and spoke about music. {name} would "
        "like to meet the mentor again without me."
    ),
    (
        "Returned after two nights away. Offered food, clothes and rest first. Questions wait "
        "until tomorrow, with someone {name} picked."
    ),
    (
        "Went over rights when asked to share things with other agencies. {name} said yes to "
        "school and clinic, and not to the rest for now."
    ),
    ("Good news: passed the reading test. {name} called to tell it. We celebrate on Thursday."),
)

INSTRUMENT = "training-earlier-screening"
INSTRUMENT_TITLE = "Earlier screening (training)"


class Band(NamedTuple):
    """A result of the earlier screenings, by its lowest score."""

    least: int
    code: str
    label: str
    next_step: str


BANDS = (
    Band(9, "clear", "Clear concern", "Speak with your supervisor today about the next step."),
    Band(4, "possible", "Possible concern", "Talk it through at the next team meeting."),
    Band(0, "none", "No concern seen", "Ask again at the next regular time."),
)

QUESTIONS = (
    ("safe_place", "Has a safe place to sleep"),
    ("away", "Was away overnight without word"),
    ("older_friend", "Has a much older friend who pays for things"),
    ("second_phone", "Has a second telephone of unclear origin"),
    ("school", "Has missed a week of school or more"),
    ("injury", "Has injuries that were not explained"),
)
