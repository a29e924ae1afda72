# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is worked out from the labels of choices follows what they show and their language."""

import datetime as dt

from forms.loader import load_form
from forms.session import Session
from tests.fakes.form_files import an_xform

TEXTS = """<itext>
<translation lang="English (en)"><text id="a"><value>Home of <output value="/data/who"/></value>
</text></translation>
<translation lang="Español (es)"><text id="a"><value>Casa de <output value="/data/who"/></value>
</text></translation></itext>"""
NAME = "jr:choice-name(/data/place, '/data/place')"


def begun(*shown: str) -> Session:
    """A form whose second answer's label shows the first, and a calculation that takes it."""
    binds = {"who": {}, "place": {}, "named": {"calculate": NAME}, "told": {"calculate": ""}}
    binds["told"] = {"calculate": "concat('At ', /data/named)"}
    made = an_xform(binds, shown=["who", "place", *shown]).decode()
    start = made.index('<input ref="/data/place"')
    end = made.index("</input>", start) + len("</input>")
    choosing = (
        '<select1 ref="/data/place"><label>Place</label><item><label ref="jr:itext(\'a\')"/>'
        "<value>home</value></item></select1>"
    )
    made = made[:start] + choosing + made[end:]
    made = made.replace("<model>", f"<model>{TEXTS}", 1)
    session = Session(load_form(made.encode()), today=dt.date(2026, 1, 5))
    session.answer("/data/who", "Ana")
    session.answer("/data/place", "home")
    return session


def test_a_name_follows_the_answer_its_label_shows() -> None:
    session = begun()
    assert session.relevant_answers()["/data/told"] == "At Home of Ana"
    session.answer("/data/who", "Eva")
    assert session.relevant_answers()["/data/told"] == "At Home of Eva"


def test_a_name_follows_the_language_and_answers_stay() -> None:
    session = begun()
    session.use_language("Español (es)")
    assert session.relevant_answers()["/data/told"] == "At Casa de Ana"
    assert session.relevant_answers()["/data/place"] == "home"


def test_a_name_that_was_written_over_stays_in_another_language() -> None:
    session = begun("named")
    session.answer("/data/named", "by the river")
    session.use_language("Español (es)")
    assert session.relevant_answers()["/data/named"] == "by the river"
