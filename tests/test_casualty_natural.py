"""Deaths that nobody brought about: figures of the table, and of no toll."""

import pytest
from figures import found
from test_tolls import toll

from analysis.casualties import find_figures
from analysis.documents import read_text

NATURAL = [
    "Ana Petrel died of cancer on Monday.",
    "Ana Petrel died peacefully at her home.",
    "Ana Petrel died after a long battle with lung cancer.",
    "Ana Petrel suffered a heart attack on Monday and died.",
    "Ana Petrel, who led the harbour union for years, died on Monday, aged 91.",
    "The writer Ana Petrel died on Monday. Her books were read everywhere. Petrel died of pneumonia, a friend said.",
    "Ana Petrel, 91, died in hospital on Monday.",
    "Writer Ana Petrel dies aged about 68\n\nAna Petrel died yesterday in Avel. Petrel's death was a loss, her union said.",
    "Ana Petrel died at the age of 91. Her husband died in 1990. Petrel's death was told by the union.",
]
EVENTS = [
    ("Ana Petrel died in the crash, aged 91.", 1),
    ("Ana Petrel died aged 41. Her boat capsized in the storm.", 1),
    ("Ana Petrel was killed on Monday, aged 91.", 1),
    ("Ana Petrel died aged 41. A guard had shot her.", 1),
    ("Ana Petrel died of her wounds.", 1),
    ("Ana Petrel, 24, died in hospital on Monday.", 1),
    ("Ana Petrel, 91, died in hospital. A car had struck her on Sunday.", 1),
    ("Ana Petrel died of a heart attack during the bombing.", 1),
    ("A storm hit Avel. One person died after a heart attack.", 1),
    ("Nine people died of pneumonia in the camp.", 9),
    ("The flood killed 12 people. Ana Petrel, who was 84, was among the dead.", 12),
]


@pytest.mark.parametrize("text", NATURAL)
def test_a_natural_death_is_a_figure_and_in_no_toll(text):
    assert {f.outcome for f in found(text)} == {"killed"}
    assert all(f.background for f in found(text))
    assert toll(text) is None


@pytest.mark.parametrize(("text", "killed"), EVENTS)
def test_a_death_of_an_event_counts_whatever_its_words(text, killed):
    assert toll(text)[1] == killed


def test_a_natural_death_beside_an_event_leaves_its_toll():
    assert toll("The flood killed 12 people. The mayor, Ana Petrel, had died of cancer.")[1] == 12


def test_an_obituary_is_known_by_its_title():
    document = read_text(
        "On Monday Ana Petrel, a clerk, died. She was hospitalized after a fall on a mission.",
        title="Petrel dies aged 84",
    )
    assert [f.outcome for f in find_figures(document, []) if not f.background] == ["wounded"]
    crashed = read_text("On Monday Ana Petrel died on a mission.", title="Petrel, aged 84, dies in crash")
    assert not any(f.background for f in find_figures(crashed, []))


def test_an_obituary_may_tell_of_a_stay_in_hospital():
    assert (
        toll("Ana Petrel died at the age of 80. On Monday Petrel was taken to hospital in critical condition.") is None
    )


def test_an_obituary_reports_no_event_of_long_ago():
    text = "Ana Petrel, who led the port for years, died on Monday, aged 91. Guards arrested her in 1963."
    assert [f.outcome for f in found(text) if not f.background] == []
    assert toll("Ana Petrel was taken to hospital with pneumonia. On Monday she died of pneumonia, aged 91.") is None
