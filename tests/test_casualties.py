"""Sentences, and the casualty figures that are read from them: text, outcome, low, high. One group a phenomenon."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.casualties import find_figures
from analysis.claims import Claim
from analysis.documents import read_document
from analysis.tables import OUTCOMES, VICTIM_GROUPS

K, W, M, C, D, X = "killed", "wounded", "missing", "captured", "displaced", "casualties"


def document(text, published=datetime(2015, 6, 4)):
    return read_document(
        SimpleNamespace(article_id="a", text=text, title=None, place=None, publisher=None, published=published)
    )


def figures(text):
    return [(text[f.start : f.end], f.outcome, f.low, f.high) for f in find_figures(document(text), [])]


def figure(text):
    (found,) = find_figures(document(text), [])
    return found


def groups(name, rows):
    return pytest.mark.parametrize(
        ("text", "expected"), [pytest.param(*row, id=f"{name}-{row[0][:40]}") for row in rows]
    )


@groups("verb", [
    ("The blast killed 27 people.", [("27 people", K, 27, 27)]),
    ("A gunman shot dead four officers.", [("four officers", K, 4, 4)]),
    ("Rebels murdered a teacher in the village.", [("a teacher", K, 1, 1)]),
    ("Gunmen assassinated two judges.", [("two judges", K, 2, 2)]),
    ("The raid left 14 villagers dead.", [("14 villagers", K, 14, 14)]),
    ("The shelling wounded nine civilians.", [("nine civilians", W, 9, 9)]),
    ("The crash injured 30 passengers.", [("30 passengers", W, 30, 30)]),
    ("Troops captured 12 fighters.", [("12 fighters", C, 12, 12)]),
    ("Police arrested six suspects.", [("six suspects", C, 6, 6)]),
    ("The militia abducted three engineers.", [("three engineers", C, 3, 3)]),
    ("The flood displaced 5,000 residents.", [("5,000 residents", D, 5000, 5000)]),
    ("Twenty people died.", [("Twenty people", K, 20, 20)]),
    ("Eleven sailors drowned off the coast.", [("Eleven sailors", K, 11, 11)]),
    ("Two firefighters perished in the blaze.", [("Two firefighters", K, 2, 2)]),
    ("Three climbers disappeared on the mountain.", [("Three climbers", M, 3, 3)]),
    ("Six miners lost their lives.", [("Six miners", K, 6, 6)]),
])  # fmt: skip
def test_active_verbs(text, expected):
    assert figures(text) == expected


@groups("passive", [
    ("Five soldiers were killed.", [("Five soldiers", K, 5, 5)]),
    ("Five soldiers in a truck were killed.", [("Five soldiers", K, 5, 5)]),
    ("Five soldiers from the north were killed by a mine.", [("Five soldiers", K, 5, 5)]),
    ("Eight people have been wounded.", [("Eight people", W, 8, 8)]),
    ("Eight people were seriously injured.", [("Eight people", W, 8, 8)]),
    ("At least 40 people are believed to have been killed.", [("At least 40 people", K, 40, None)]),
    ("A woman was shot dead.", [("A woman", K, 1, 1)]),
    ("Two brothers were stabbed to death.", [("Two brothers", K, 2, 2)]),
    ("A man was fatally shot outside a bar.", [("A man", K, 1, 1)]),
    ("Three women were shot and killed.", [("Three women", K, 3, 3)]),
    ("Three women were shot at a club.", [("Three women", W, 3, 3)]),
    ("Seven aid workers were taken hostage.", [("Seven aid workers", C, 7, 7)]),
    ("Nine men were taken into custody.", [("Nine men", C, 9, 9)]),
    ("Four hikers were reported missing.", [("Four hikers", M, 4, 4)]),
    ("A farmer who was working nearby was killed.", [("A farmer", K, 1, 1)]),
    ("About 3,000 villagers were evacuated.", [("About 3,000 villagers", D, 3000, 3000)]),
    ("Some 500 families were made homeless.", [("Some 500 families", D, 500, 500)]),
])  # fmt: skip
def test_passive_verbs(text, expected):
    assert figures(text) == expected


@groups("adjective", [
    ("Ten people are dead.", [("Ten people", K, 10, 10)]),
    ("Ten people are feared dead.", [("Ten people", K, 10, 10)]),
    ("Ten people were found dead in a lorry.", [("Ten people", K, 10, 10)]),
    ("Two rowers are still missing.", [("Two rowers", M, 2, 2)]),
    ("Six tourists remain missing after the storm.", [("Six tourists", M, 6, 6)]),
    ("Five workers are unaccounted for.", [("Five workers", M, 5, 5)]),
    ("The quake left 900 people homeless.", [("900 people", D, 900, 900)]),
    ("A girl is in critical condition.", [("A girl", W, 1, 1)]),
    ("Three suspects are in custody.", [("Three suspects", C, 3, 3)]),
    ("Doctors treated 12 wounded soldiers.", [("12 wounded soldiers", W, 12, 12)]),
])  # fmt: skip
def test_adjectives(text, expected):
    assert figures(text) == expected


@groups("noun", [
    ("There were 27 fatalities.", [("27 fatalities", K, 27, 27)]),
    ("The storm caused nine deaths and 40 injuries.", [("nine deaths", K, 9, 9), ("40 injuries", W, 40, 40)]),
    ("Officials reported the death of a miner.", [("a miner", K, 1, 1)]),
    ("The killing of two students shocked the town.", [("two students", K, 2, 2)]),
    ("The bodies of three men were recovered.", [("three men", K, 3, 3)]),
    ("Divers recovered 14 bodies.", [("14 bodies", K, 14, 14)]),
    ("The quake claimed 300 lives.", [("300 lives", K, 300, 300)]),
    ("The death toll rose to 52.", [("52", K, 52, 52)]),
    ("The death toll has risen from 14 to 31.", [("14", K, 14, 14), ("31", K, 31, 31)]),
    ("That brought the death toll to at least 80.", [("at least 80", K, 80, None)]),
    ("The storm had a death toll of 19.", [("19", K, 19, 19)]),
    ("The number of people killed in the floods has risen to 45.", [("45", K, 45, 45)]),
    ("Police made nine arrests.", [("nine arrests", C, 9, 9)]),
    ("The attack caused 60 casualties.", [("60 casualties", X, 60, 60)]),
    ("Fatalities were put at 40.", [("40", K, 40, 40)]),
])  # fmt: skip
def test_nouns(text, expected):
    assert figures(text) == expected


@groups("joined", [
    ("Five soldiers and three civilians were killed.", [("Five soldiers", K, 5, 5), ("three civilians", K, 3, 3)]),
    ("The bomb killed five soldiers, two guards and a child.",
     [("five soldiers", K, 5, 5), ("two guards", K, 2, 2), ("a child", K, 1, 1)]),
    ("Five soldiers and three civilians were killed and 12 others wounded.",
     [("Five soldiers", K, 5, 5), ("three civilians", K, 3, 3), ("12 others", W, 12, 12)]),
    ("The fighting left 20 rebels and 11 soldiers dead.", [("20 rebels", K, 20, 20), ("11 soldiers", K, 11, 11)]),
    ("The blast killed six people and wounded 20.", [("six people", K, 6, 6), ("20", W, 20, 20)]),
    ("A bomb exploded, killing six people and wounding four.", [("six people", K, 6, 6), ("four", W, 4, 4)]),
    ("Two men were killed and five hurt.", [("Two men", K, 2, 2), ("five", W, 5, 5)]),
    ("The blast killed five soldiers and three civilians were wounded.",
     [("five soldiers", K, 5, 5), ("three civilians", W, 3, 3)]),
    ("Troops killed one rebel and captured another.", [("one rebel", K, 1, 1), ("another", C, 1, 1)]),
    ("One rebel was detained along with several others.", [("One rebel", C, 1, 1), ("several others", C, None, None)]),
    ("The army said nine rebels and two soldiers were killed.", [("nine rebels", K, 9, 9), ("two soldiers", K, 2, 2)]),
    ("She and three others were shot.", [("She", W, 1, 1), ("three others", W, 3, 3)]),
    ("The storm left 12 dead, three missing and 400 homeless.",
     [("12", K, 12, 12), ("three", M, 3, 3), ("400", D, 400, 400)]),
])  # fmt: skip
def test_joined_figures(text, expected):
    assert figures(text) == expected


@groups("together", [
    ("The attack killed and wounded 12 guards.", [("12 guards", X, 12, 12)]),
    ("Forty people were killed or wounded.", [("Forty people", X, 40, 40)]),
])  # fmt: skip
def test_killed_and_wounded_not_told_apart(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("The blast killed 12 people, including three children.", "12 people", "three children"),
        ("Twelve people, including three children, were killed.", "Twelve people", "three children"),
        ("Twelve people, among them a judge, were killed.", "Twelve people", "a judge"),
    ],
)
def test_parts_lie_in_their_whole(text, whole, part):
    found = find_figures(document(text), [])
    assert [(text[f.start : f.end], f.part) for f in found] == [(whole, False), (part, True)]


@groups("headline", [
    ("12 killed, 30 wounded in market bombing", [("12", K, 12, 12), ("30", W, 30, 30)]),
    ("Three dead after shooting in Avel", [("Three", K, 3, 3)]),
    ("Bus crash kills nine", [("nine", K, 9, 9)]),
    ("Two men shot in Brosk", [("Two men", W, 2, 2)]),
    ("1 dead, 4 hurt in club shooting", [("1", K, 1, 1), ("4", W, 4, 4)]),
])  # fmt: skip
def test_headlines(text, expected):
    assert figures(text) == expected


@groups("bound", [
    ("At least 40 people were killed.", [("At least 40 people", K, 40, None)]),
    ("More than 40 people were killed.", [("More than 40 people", K, 41, None)]),
    ("Up to 40 people were killed.", [("Up to 40 people", K, None, 40)]),
    ("As many as 40 people were killed.", [("As many as 40 people", K, None, 40)]),
    ("Fewer than ten people were hurt.", [("Fewer than ten people", W, None, 9)]),
    ("Between 36 and 40 people are missing.", [("Between 36 and 40 people", M, 36, 40)]),
    ("Two or three men were killed.", [("Two or three men", K, 2, 3)]),
    ("Two dozen people were killed.", [("Two dozen people", K, 24, 24)]),
    ("A couple of guards were hurt.", [("A couple of guards", W, 2, 2)]),
    ("The couple was killed.", [("The couple", K, 2, 2)]),
    ("Both drivers were killed.", [("Both drivers", K, 2, 2)]),
    ("Dozens of people were killed.", [("Dozens of people", K, None, None)]),
    ("Several soldiers were wounded.", [("Several soldiers", W, None, None)]),
    ("Rebels were captured.", [("Rebels", C, None, None)]),
])  # fmt: skip
def test_bounds_and_vague_words(text, expected):
    assert figures(text) == expected


@groups("named", [
    ("Ana Petrel was killed in the raid.", [("Ana Petrel", K, 1, 1)]),
    ("The strike killed General Tomas Brandt.", [("General Tomas Brandt", K, 1, 1)]),
    ("Ana Petrel, 34, and Tomas Brandt, 41, were killed.", [("Ana Petrel", K, 1, 1), ("Tomas Brandt", K, 1, 1)]),
    ("Brandt's death was confirmed by his family.", [("Brandt", K, 1, 1)]),
])  # fmt: skip
def test_named_dead_count_one(text, expected):
    assert figures(text) == expected


@groups("none", [
    ("No one was hurt.", [("No one", W, 0, 0)]),
    ("No civilians were killed.", [("No civilians", K, 0, 0)]),
    ("There were no casualties.", [("no casualties", X, 0, 0)]),
    ("The strike caused no injuries.", [("no injuries", W, 0, 0)]),
    ("No women or children were injured.", [("No women or children", W, 0, 0)]),
])  # fmt: skip
def test_negation_is_zero(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The plan could kill hundreds of people.",
        "The bomb would have killed dozens of people.",
        "The group threatened to kill two guards if its demands were not met.",
        "He wanted to kill five people.",
        "The rules are meant to avoid deaths.",
        "Officials may evacuate 400 residents.",
        "The officer was not hurt.",
        "Nobody knows whether 20 people were killed.",
        "The gunman shot at two officers but missed.",
        "She almost lost her life.",
        "He was charged with attempted murder.",
    ],
)
def test_what_did_not_happen_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Around 7,000 fighters have arrived in the country.",
        "At least six bombers struck on Wednesday.",
        "The front line is 500 metres (550 yards) from the town.",
        "Ten miners were rescued from the shaft.",
        "The virus infected 300 people.",
        "Some 40 people were trapped under the rubble.",
        "The blast destroyed 12 houses and three lorries.",
        "The fire killed 40 sheep.",
        "The blast killed hopes of a deal.",
        "Twelve attackers fled.",
        "The company cut 300 jobs.",
        "He is serving a sentence of 20 years.",
        "Police executed two search warrants.",
        "Her neighbour lives nearby.",
        "The dead end lies behind the church.",
        "Prices rose 12 percent.",
        "Shots were fired in the 2000 block of Oak Street.",
        "The film won five awards.",
    ],
)
def test_what_is_no_casualty(text):
    assert figures(text) == []


@groups("ages", [
    ("A 23-year-old man was killed.", [("A 23-year-old man", K, 1, 1)]),
    ("A nine year old girl was killed.", [("A nine year old girl", K, 1, 1)]),
    ("Two men, ages 20 and 31, were killed.", [("Two men", K, 2, 2)]),
    ("The boy, 9, died on Monday.", [("The boy", K, 1, 1)]),
    ("He turned 21 shortly before two friends were killed.", [("two friends", K, 2, 2)]),
])  # fmt: skip
def test_ages_are_no_counts(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Two farmers were killed.", "civilian"),
        ("Two militants were killed.", "combatant"),
        ("Two soldiers were killed.", "security forces"),
        ("Two policemen were killed.", "security forces"),
        ("Two aid workers were killed.", "aid or medical"),
        ("Two nurses were killed.", "aid or medical"),
        ("Two reporters were killed.", "journalist"),
        ("Two children were killed.", "child"),
        ("Two people were killed.", "unknown"),
    ],
)
def test_victim_groups(text, group):
    assert figure(text).victim_group == group


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The raid killed 27 regime fighters.", "regime fighters"),
        ("Dozens of people were killed.", "people"),
        ("A policeman was killed.", "policeman"),
        ("Ana Petrel was killed.", "Ana Petrel"),
        ("Twelve were killed.", None),
    ],
)
def test_victims_are_the_phrase_without_its_count(text, victims):
    span = figure(text).victims
    assert (text[slice(*span)] if span else None) == victims


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Two guards were killed by masked gunmen.", "masked gunmen"),
        ("Rebels killed two guards.", "Rebels"),
        ("Two guards were killed by a landslide.", None),
        ("The blast killed two guards.", None),
        ("Two guards died.", None),
    ],
)
def test_actor(text, actor):
    assert figure(text).actor == actor


@pytest.mark.parametrize(
    ("text", "place", "words", "day"),
    [
        ("A bomb killed two guards in Avel on Wednesday.", "Avel", "Wednesday", datetime(2015, 6, 3)),
        ("Two guards were killed near Brosk on 30 May.", "Brosk", "30 May", datetime(2015, 5, 30)),
        ("Two guards were killed.", None, None, None),
        ("In Avel, two guards were killed yesterday.", "Avel", "yesterday", datetime(2015, 6, 3)),
    ],
)
def test_place_and_date(text, place, words, day):
    found = figure(text)
    assert (found.place, found.date_text, found.date) == (place, words, day)


def test_a_day_holds_on_in_its_paragraph():
    text = "Troops searched a farm on Tuesday. They detained two men.\n\nA guard was killed."
    assert [f.date and f.date.day for f in find_figures(document(text), [])] == [2, None]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("A blast killed three people on Wednesday.", [False]),
        ("Three people were killed on Wednesday. A 2009 blast killed 47 people.", [False, True]),
        ("Three people were killed on Wednesday. Last year 20 people were killed there.", [False, True]),
        ("Three people were killed. More than 400 people have died since the war began.", [False, True]),
        ("A man pleaded guilty to killing four people in 2009.", [False]),  # wholly of the earlier event
        ("The blast, which killed 12 people, was the worst since 2009.", [False]),
    ],
)
def test_background(text, background):
    assert [f.background for f in find_figures(document(text), [])] == background


def test_a_figure_is_the_source_s_whose_claim_holds_it():
    text = "The mayor said 12 people were killed. Nine people were hurt."
    claim = Claim(0, (0, 9), (10, 14), [(15, 36)], "indirect", "speech", "asserts", False, False, None, 1.0)
    found = find_figures(document(text), [claim])
    assert [(f.claim, f.reported_by) for f in found] == [(0, "The mayor"), (None, None)]


def test_every_figure_tells_its_words():
    text = "At least 12 people were shot dead."
    found = figure(text)
    assert (text[slice(*found.number)], text[slice(*found.cue)]) == ("At least 12", "shot dead")


def test_boilerplate_is_not_read():
    assert figures("Nothing happened.\n\nSign up for our newsletter to read how 12 people were killed") == []


words = st.sampled_from(
    [
        "At",
        "least",
        "12",
        "people",
        "two",
        "soldiers",
        "a",
        "man",
        "dozens",
        "no",
        "one",
        ",",
        "and",
        "or",
        "in",
        "Avel",
        "on",
        "Monday",
        "were",
        "was",
        "killed",
        "wounded",
        "injured",
        "died",
        "dead",
        "missing",
        "the",
        "death",
        "toll",
        "rose",
        "to",
        "including",
        "three",
        "children",
        "who",
        "said",
        "that",
        "(",
        ")",
        "“",
        "”",
        "34",
        "shot",
        "fled",
        "their",
        "homes",
    ]
)
sentences = st.lists(words, min_size=1, max_size=22).map(lambda chosen: " ".join(chosen) + ".")


@settings(max_examples=150, deadline=None)
@given(sentences)
def test_figures_keep_their_promises(text):
    for f in find_figures(document(text), []):
        assert 0 <= f.start < f.end <= len(text)
        assert f.low is None or f.high is None or f.low <= f.high
        assert f.vague == (f.low is None and f.high is None)
        assert f.outcome in OUTCOMES
        assert f.victim_group in VICTIM_GROUPS
        assert f.victims is None or f.start <= f.victims[0] < f.victims[1] <= f.end


@pytest.mark.parametrize("other", ["The council met.", "It rained for days.", "“We are tired,” she said."])
@pytest.mark.parametrize(
    "text",
    [
        "At least 12 people were killed and dozens wounded when a bus fell into a ravine.",
        "Five soldiers and three civilians died in the clashes, and nine others are missing.",
        "No one was hurt in the fire.",
        "The flood left more than 2,000 families homeless.",
        "A policeman was shot dead outside the bank.",
    ],
)
def test_the_paragraphs_around_change_nothing(text, other):
    def told(figures, cut):
        return [(f.start - cut, f.end - cut, f.outcome, f.low, f.high) for f in figures]

    around = f"{other}\n\n{text}\n\n{other}"
    alone = told(find_figures(document(text), []), 0)
    assert told(find_figures(document(around), []), len(other) + 2) == alone


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["the", "storm", "wind", "was", "killed", "dead", "and", "wounded", "by", "rain", "toll", "heavy"]
        ),
        max_size=12,
    )
)
def test_no_figure_without_a_number_or_a_person(chosen):
    assert figures(" ".join(chosen) + ".") == []


@pytest.mark.shared
def test_the_first_article(shared):
    (path,) = (shared / "seeds").glob("*.txt")
    text = path.read_text(encoding="utf8")
    found = find_figures(document(text), [])
    assert [(text[f.start : f.end], f.outcome, f.low, f.place, f.date_text) for f in found] == [
        ("27 regime fighters", K, 27, "Hasakeh", "Wednesday"),
        ("26 militants", K, 26, "Hasakeh", "Wednesday"),
    ]
