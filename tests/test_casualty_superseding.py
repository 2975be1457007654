"""Figures that a text replaces by others: marked, kept, and no part of the toll."""

import pytest
from figures import found
from test_tolls import toll


def superseded(text):
    return [text[f.start : f.end] for f in found(text) if f.superseded]


@pytest.mark.parametrize(
    ("text", "old"),
    [
        # told first, and another number given
        ("Police initially said four people had died; the toll later rose to six.", ["four people"]),
        ("The storm killed six people. It was at first reported that nine people had died.", ["nine people"]),
        ("Preliminary figures put the dead at 12. By Friday 30 people had died.", ["12"]),
        ("The clinic had earlier said 26 people died. On Friday it said 24 people died.", ["26 people"]),
        (
            "Initial reports said two women and a girl were killed. The blast killed nine people.",
            ["two women", "a girl"],
        ),
        ("Initial reports say four people were killed.", []),  # nothing else is told
        ("Initial reports say four people were killed. Nine people were hurt.", []),
        ("Rebels initially said 12 guards were killed. Three civilians were killed, too.", []),  # other people
        ("Initial reports spoke of 40 people killed. It rained. Nobody slept. Two boys were killed.", []),
        ("Initial counts spoke of two people hurt, the mayor wrote that four people were hurt.", ["two people"]),
        ("As first reported in May, two boys were found dead. The storm killed nine people.", []),
        ("Earlier on Monday a bomb killed two people. Nine people were killed in Brosk.", []),  # an earlier bomb
        ("Troops initially killed two guards, and later nine farmers were killed.", []),  # no earlier count
        # a toll that has risen, a number put right
        ("The mayor said four people had died. The death toll has since risen to nine.", ["four people"]),
        ("Four miners died in the blast, but the toll later rose to seven.", ["Four miners"]),
        ("The clinic said 40 people were hurt, a number that was later raised to 57.", ["40 people"]),
        ("The number of people killed was given as 26. The correct number is 24.", ["26"]),
        ("The board said 38 people were missing. On Saturday it had spoken of 71.", ["71"]),
        ("The storm left five people dead. The board raised the previous toll to six.", ["five people"]),
        ("The deaths are nine guards. This revised downwards an earlier toll of 27 dead.", ["27"]),
        ("A slide raised the toll from five people to six due to the rain.", ["five people"]),
        ("Casualties increased to 167 from a previous 93 injured people.", ["93 injured people"]),
        ("Casualties fell to 16, and troops fled from two wounded guards.", []),
        ("The mayor said 14 people had died. Shops shut. Buses stood still. The toll rose to nine.", []),
        # taken back, whatever else is told
        ("The ministry withdrew its earlier count of 94 people killed.", ["94 people"]),
        ("The toll rose from 14 to 31.", ["14"]),
        ("The board lowered the number of people killed from 94 to 61.", ["94"]),
        ("Troops withdrew from the hill, where 12 guards were killed.", []),
        ("Two men were killed on the way from the market to the port. Nine people died.", []),
    ],
)
def test_what_a_text_replaces(text, old):
    assert superseded(text) == old


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police initially said four people had died; the toll later rose to six.", (6, 6, 6)),
        ("The storm killed six people. It was at first reported that nine people had died.", (6, 6, 6)),
        ("Initial reports say four people were killed.", (4, 4, 4)),
        ("The toll rose from 14 to 31.", (31, 31, 31)),
        ("Confirmed deaths rose to 31.", (31, 31, 31)),
    ],
)
def test_what_is_replaced_is_no_part_of_the_toll(text, expected):
    assert toll(text)[:3] == expected
