"""What each stretch of an article is: title, standfirst, dateline, caption, body, boilerplate."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.layout import lay_out
from analysis.layout.datelines import is_date_line, read_dateline
from analysis.layout.lines import is_byline, is_caption, is_closing, is_furniture
from analysis.tables import PARTS

BODY = "Two people were hurt on Tuesday when a crane fell onto a market hall in the old town, rescuers said."
HEADLINE = "Crane falls onto market hall"


def parts(text, title=None):
    return [(part.kind, text[part.start : part.end]) for part in lay_out(text, title).parts]


def kinds(text, title=None):
    return [kind for kind, _ in parts(text, title)]


def test_an_article_from_top_to_bottom():
    text = (
        "Crane falls onto market hall in storm\n"
        "By Jane Doe\n\n"
        "TIRANA, Albania (Reuters) - Two people were hurt on Tuesday when a crane fell, rescuers said.\n"
        "The crane after its fall. (AP Photo/John Roe)\n"
        "Advertisement\n"
        "The market has been closed, its owners said.\n"
        "Reporting by Jane Doe; editing by John Roe\n"
        "Sign up for our newsletter\n"
    )
    assert parts(text) == [
        ("title", "Crane falls onto market hall in storm"),
        ("dateline", "By Jane Doe"),
        ("dateline", "TIRANA, Albania (Reuters) -"),
        ("body", "Two people were hurt on Tuesday when a crane fell, rescuers said."),
        ("caption", "The crane after its fall. (AP Photo/John Roe)"),
        ("boilerplate", "Advertisement"),
        ("body", "The market has been closed, its owners said."),
        ("boilerplate", "Reporting by Jane Doe; editing by John Roe"),
        ("boilerplate", "Sign up for our newsletter"),
    ]
    layout = lay_out(text)
    assert layout.title == "Crane falls onto market hall in storm"
    assert (layout.place, layout.agency, layout.weekday) == ("Tirana, Albania", "Reuters", "Tuesday")
    assert layout.fields == {"author": "Jane Doe"}
    assert [part.paragraph for part in layout.parts] == [0, 1, 2, 2, 3, 4, 5, 6, 7]


@pytest.mark.shared
def test_the_article_the_project_began_with(shared):
    text = next((shared / "seeds").glob("*.txt")).read_text(encoding="utf8")
    layout = lay_out(text)
    assert [part.kind for part in layout.parts[:3]] == ["title", "dateline", "body"]
    assert layout.title == text.split("\n")[0]
    assert (layout.place, layout.agency, layout.weekday) == ("Beirut", None, "Thursday")
    assert [part.kind for part in layout.parts].count("boilerplate") == 2
    assert [part.kind for part in layout.parts[-2:]] == ["boilerplate", "boilerplate"]


@pytest.mark.parametrize(
    ("line", "place", "agency", "date_text"),
    [
        ("BEIRUT (AFP) - A shell fell.", "Beirut", "AFP", None),
        ("Beirut: A shell fell.", "Beirut", None, None),
        ("Syria: A shell fell.", "Syria", None, None),
        ("NEW DELHI — A shell fell.", "New Delhi", None, None),
        ("KABUL, Afghanistan (Nov. 20, 2011) — A shell fell.", "Kabul, Afghanistan", None, "Nov. 20, 2011"),
        ("KABUL, Afghanistan (Nov. 20, 2011)", "Kabul, Afghanistan", None, "Nov. 20, 2011"),
        ("WASHINGTON, Aug 29 (Reuters) - A shell fell.", "Washington", "Reuters", None),
        ("GENEVA, 3 August 2009 (IRIN) - A shell fell.", "Geneva", "IRIN", "3 August 2009"),
        ("(Reuters) - A shell fell.", None, "Reuters", None),
        ("(CNN) A shell fell.", None, "CNN", None),
        ("DOVER, Del. (WXYZ) -- A shell fell.", "Dover, Del.", "WXYZ", None),
        ("Salem, Va. – A shell fell.", "Salem, Va.", None, None),
        ("SALEM >> A shell fell.", "Salem", None, None),
    ],
)  # fmt: skip
def test_datelines(line, place, agency, date_text):
    found = read_dateline(line)
    assert (found.place, found.agency, found.date_text) == (place, agency, date_text)
    assert line[found.end :] in ("", "A shell fell.")


@pytest.mark.parametrize(
    "line",
    [
        "Officials: no one was hurt.",
        "Update: the road is open again.",
        "UPDATE - The road is open again.",
        "BREAKING NEWS - The road is open again.",
        "SMITH: I never said so.",
        "Smith: I never said so.",
        "UN forces were near.",
        "U.S.-led forces were near.",
        "Two - perhaps three - were hurt.",
        "A shell fell (AP) in the town.",
        "",
    ],
)
def test_what_is_no_dateline(line):
    assert read_dateline(line) is None


def test_a_place_nobody_knows_must_stand_in_the_article():
    assert read_dateline("Lower Snoring: A barn burnt down.") is None
    assert (
        read_dateline("Lower Snoring: A barn burnt down.", "A barn in Lower Snoring burnt down.").place
        == "Lower Snoring"
    )


def test_a_speaker_is_no_place():
    line = "Jordan: We shall look into every one of these reports before we say anything about them."
    assert kinds(f"{line}\n{line}") == ["body", "body"]
    assert kinds(line) == ["dateline", "body"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"{HEADLINE}\n\n{BODY}", None, ["title", "body"]),
        (f"Crane Falls Onto Market Hall.\n\n{BODY}", None, ["title", "body"]),
        (f"Nobody saw the crane fall.\n\n{BODY}", None, ["body", "body"]),
        (f"Nobody saw the crane fall.\n\n{BODY}", "Nobody saw the crane fall", ["title", "body"]),
        (f"{HEADLINE} Friday, May 3, 2019\n{BODY}", HEADLINE, ["title", "dateline", "body"]),
        (f"Friday, May 3, 2019\n\n{BODY}", None, ["dateline", "body"]),
        (f"{HEADLINE}\nOwners speak of a storm nobody foresaw\n\n{BODY}", None, ["title", "standfirst", "body"]),
        (f"# Crane falls\n\n{BODY}", None, ["boilerplate", "title", "body"]),
        (f"Syria\n- {BODY}\n- {BODY}", None, ["body", "body", "body"]),
        (BODY, None, ["body"]),
        ("", None, []),
        (" \n\u2028\n", None, []),
    ],
)  # fmt: skip
def test_the_head(text, title, expected):
    assert kinds(text, title) == expected


def test_front_matter():
    text = f"\ufeffHeadline: Crane falls\nDate: 2024-08-29\nPublisher: The Gazette\n\n{BODY}"
    layout = lay_out(text)
    assert layout.fields == {"title": "Crane falls", "date": "2024-08-29", "publisher": "The Gazette"}
    assert (layout.title, layout.date_text) == ("Crane falls", "2024-08-29")
    assert kinds(text) == ["boilerplate", "title", "dateline", "dateline", "body"]
    assert [part.paragraph for part in layout.parts] == [0, 0, 1, 2, 3]
    markdown = ["boilerplate", "boilerplate", "title", "boilerplate", "body"]
    assert kinds(f"---\ntitle: Crane falls\n---\n{BODY}") == markdown


def test_lines_broken_at_a_width_are_one_paragraph():
    text = "The crane fell at noon onto the hall\nwhere the traders of the town met\nto speak.\n\nNobody was\nhurt."
    assert [text[part.start : part.end].count("\n") for part in lay_out(text).parts] == [2, 1]


def test_lines_that_are_paragraphs_stay_apart():
    assert kinds("\n".join([BODY] * 5)) == ["body"] * 5


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Photo: Jane Doe", True),
        ("File photo", True),
        ("The crane after its fall. Image: Jane Doe.", True),
        ("The crane after its fall. (AP Photo/Jane Doe)", True),
        ("The crane after its fall (Reuters)", True),
        ("The crane after its fall | Photo Credit: Jane Doe", True),
        ("Jane Doe/Getty Images", True),
        ("The crane after its fall. (May 3, 2019/KXYZ)", True),
        ("The crane had been hired out by the town and/or its builders", False),
        ("Photographs of the crane were shown to the court, which adjourned.", False),
        ("Video from the market shows the crane as it falls.", False),
        ("The crane fell on Monday, the owner told Reuters.", False),
    ],
)
def test_captions(line, caption):
    assert is_caption(line) is caption


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("Sign up for the Evening Letter", True),
        ("Get the latest from the region in your inbox", True),
        ("Follow us on Twitter", True),
        ("Copyright 2019 The Gazette. All rights reserved.", True),
        ("© The Gazette", True),
        ("Reporting by Jane Doe; Editing by John Roe", True),
        ("Jane Doe reported from Geneva.", True),
        ("This article first appeared in The Gazette", True),
        ("Read the rest here.", True),
        ("jane.doe@example.org", True),
        ("The company signed up for the scheme in March.", False),
        ("Copyright law does not cover such pictures, the court held.", False),
        ("The latest strikes were reported from three towns.", False),
        ("He read more than he wrote.", False),
        ("Shots were reported from the harbour.", False),
    ],
)
def test_boilerplate_at_the_end(line, closing):
    assert is_closing(line) is closing
    assert kinds(f"{BODY}\n{line}") == ["body", "boilerplate" if closing else "body"]


def test_in_the_middle_only_what_is_certain_is_boilerplate():
    assert kinds(f"{BODY}\nAdvertisement\n{BODY}") == ["body", "boilerplate", "body"]
    assert kinds(f"{BODY}\nFollow us on the stairs, they shouted.\n{BODY}") == ["body", "body", "body"]
    assert [is_furniture(line) for line in ("Related: Cranes", "Related cases are before the court.")] == [True, False]


def test_bylines_and_date_lines():
    assert is_byline("By Jane Doe, Staff Writer")
    assert not is_byline("By Monday the river had fallen")
    assert is_date_line("3 May 2019 10:30 GMT")
    assert is_date_line("Published: 03/05/2019")
    assert not is_date_line("3 May 2019 was a Friday")


LINES = st.sampled_from(
    [BODY, "BEIRUT (AFP) -", "Beirut: ", "Headline: x", "# x", "---", "By Jane Doe", "Friday, May 3, 2019", "Photo: x",
     "©", "\ufeff", "a\u2028b"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=20))).map("\n".join)),
    st.one_of(st.none(), st.text()),
)
def test_any_text_is_covered_in_order_and_once(text, title):
    at, paragraph = 0, 0
    for part in lay_out(text, title).parts:
        assert part.kind in PARTS
        assert text[at : part.start].strip() == ""
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        assert part.paragraph >= paragraph
        at, paragraph = part.end, part.paragraph
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    "text",
    [" " * 10_000_000, "\n" * 2_000_000, "a b. " * 1_000_000, "A " * 1_000_000, "By " * 1_000_000, "-" * 2_000_000,
     "(" * 2_000_000, (BODY + "\n") * 20_000, "Image: x " * 200_000, ("lower and\nlower " * 8 + "\n") * 10_000],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_no_text_takes_quadratic_time(text):
    assert characters_a_second(text) > 200_000


def test_a_million_characters_a_second():
    assert characters_a_second("\n".join([BODY * 3] * 5000)) > 1_000_000


def characters_a_second(text):
    started = time.process_time()
    lay_out(text)
    return len(text) / (time.process_time() - started)
