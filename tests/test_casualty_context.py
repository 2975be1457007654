"""What stands around a figure: whom, by whom, where, when, which event, whose figure; and what holds of every figure."""

from datetime import datetime
from time import process_time

import pandas as pd
import pytest
from figures import SENT, figure, figures, found
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.casualties import explain_figure, find_figures
from analysis.casualties.days import EventDays
from analysis.casualties.informants import is_finite, speaker_of
from analysis.claims import Claim
from analysis.documents import read_text
from analysis.pipeline import analyse
from analysis.tables import OUTCOMES, VICTIM_GROUPS


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Two farmers were killed.", "civilian"),
        ("Two passengers were killed.", "civilian"),
        ("Two women were killed.", "civilian"),
        ("Two protesters were killed.", "civilian"),
        ("Two militants were killed.", "combatant"),
        ("Two suicide bombers were killed.", "combatant"),
        ("Two gunmen were killed.", "combatant"),
        ("Two soldiers were killed.", "security forces"),
        ("Two policemen were killed.", "security forces"),
        ("Two army recruits were killed.", "security forces"),
        ("Two aid workers were killed.", "aid or medical"),
        ("Two nurses were killed.", "aid or medical"),
        ("Two firefighters were killed.", "aid or medical"),
        ("Two reporters were killed.", "journalist"),
        ("Two children were killed.", "child"),
        ("Two schoolboys were killed.", "child"),
        ("Two people were killed.", "unknown"),
        ("Two service members were killed.", "security forces"),
        ("Two Hamas leaders were killed.", "combatant"),
        ("Two members of Hezbollah were killed.", "combatant"),
        ("Two members of the Revolutionary Guard were killed.", "security forces"),
        ("Two tribal leaders were killed.", "unknown"),
        ("A party's deputy spokesperson was killed.", "unknown"),
        ("A sheriff's deputy was killed.", "security forces"),
        ("A 17-year-old Norwegian was killed.", "child"),
        ("A six-month-old was killed.", "child"),
        ("An 18-year-old was killed.", "unknown"),
        ("A 17-year-old soldier was killed.", "security forces"),
    ],
)
def test_victim_groups(text, group):
    assert figure(text).victim_group == group


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The raid killed 27 regime fighters.", "regime fighters"),
        ("At least nine young farmers were killed.", "young farmers"),
        ("Dozens of people were killed.", "people"),
        ("A policeman was killed.", "policeman"),
        ("Ana Petrel was killed.", "Ana Petrel"),
        ("Twelve were killed.", None),
        ("There were 12 deaths.", None),
    ],
)
def test_victims_are_the_phrase_without_its_count(text, victims):
    span = figure(text).victims
    assert (text[slice(*span)] if span else None) == victims


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Two guards were killed by masked gunmen.", "masked gunmen"),
        ("Two guards were shot dead by a soldier.", "a soldier"),
        ("Rebels killed two guards.", "Rebels"),
        ("The army killed two rebels.", "The army"),
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
        ("Two people were killed in Monrovia.", "Monrovia", None, None),  # no Monday
        ("Two people were killed in Tessin del Orm.", "Tessin del Orm", None, None),
        ("A report from the Mexican government said two people were killed.", None, None, None),
        ("Two people were killed in Mexico's capital.", "Mexico", None, None),
        ("Two people were killed at Petrel's house.", None, None, None),
        ("Two people were killed at Saint Brigid's church.", "Saint Brigid's", None, None),
        ("Two people were killed at Saint Brigid's.", "Saint Brigid's", None, None),
        ("Two people were killed in Orm de la Foz.", "Orm de la Foz", None, None),
        ("Two people were killed in Orm City.", "Orm City", None, None),
        ("Two people were killed in Avel County, a clerk at the Water Authority said.", "Avel County", None, None),
        ("A bus with tourists from Orm crashed near Avel, and two people were killed.", "Avel", None, None),
        ("Two people were evacuated from Avel.", "Avel", None, None),
        ("Some 1,200 people were evacuated from Avel.", "Avel", None, None),
        ("Two people were killed by a missile fired from Orm.", None, None, None),
        ("Two people were killed in a Hamas attack on the town of Ober.", "Ober", None, None),
        ("Two people were killed in a raid on Baghdad.", "Baghdad", None, None),
        ("Two people were killed in a raid on Petrel.", None, None, None),  # a place or a man
        ("Two people were killed in a raid on Petrel, Teyn Province, Lebanon.", "Petrel", None, None),
        ("Two people were killed in a raid on Hezbollah, Israel said.", None, None, None),
        ("Two people were killed in a Brosk airstrike near Avel.", "Avel", None, None),
        ("Two people were killed in the Brosk bombing.", "Brosk", None, None),
        ("Around two Norwegians were killed in Avel.", "Avel", None, None),
        ("Two people were killed in Écluse.", "Écluse", None, None),
        ("Two people were killed off the coast of Orm.", "Orm", None, None),
        ("Two people were killed at the Port of Orm.", "Port of Orm", None, None),
        ("Two people died in the Democratic Republic of the Congo.", "Democratic Republic of the Congo", None, None),
        ("Two people were killed in the Amazon region.", "Amazon", None, None),
        ("Two people were killed in a remote area of the Avel District.", "Avel District", None, None),
        ("Two people were killed at a Catholic school in Avel.", "Avel", None, None),
        ("Two people were killed at a Christmas market in Avel.", "Avel", None, None),
        ("Two people were killed at an IDP camp near Avel.", "Avel", None, None),
        ("Two people were killed in a Russian-backed raid near Avel.", "Avel", None, None),
        ("Two people were killed in Houthi-controlled Sanaa.", "Sanaa", None, None),
        ("Two people were killed in Orm ez-Zor.", "Orm ez-Zor", None, None),
        ("Two people were killed in Avel Governorate.", "Avel Governorate", None, None),
        ("A bomb killed two guards in Avel on Wednesday.", "Avel", "Wednesday", datetime(2015, 6, 3)),
        ("Two guards were killed near Brosk on 30 May.", "Brosk", "30 May", datetime(2015, 5, 30)),
        ("Two guards were killed.", None, None, None),
        ("In Avel, two guards were killed yesterday.", "Avel", "yesterday", datetime(2015, 6, 3)),
        ("Two guards were killed in Avel overnight.", "Avel", "overnight", datetime(2015, 6, 3)),
        ("Two guards were killed in Avel last night.", "Avel", "last night", datetime(2015, 6, 3)),
        ("Two guards were killed in Avel earlier today.", "Avel", "today", datetime(2015, 6, 4)),
        ("Two guards were killed in Avel last week.", "Avel", "last week", None),
        # of two days the nearer; but no day of another event, and a night gives way to a day
        ("On Monday shots were fired and on Tuesday two guards were killed.", None, "Tuesday", datetime(2015, 6, 2)),
        ("Tied to the May 9 attack, two men were arrested on Monday.", None, "Monday", datetime(2015, 6, 1)),
        ("Two men were arrested in an overnight raid in Avel yesterday.", "Avel", "yesterday", datetime(2015, 6, 3)),
    ],
)
def test_place_and_date(text, place, words, day):
    f = figure(text)
    assert (f.place, f.date_text, f.date) == (place, words, day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Troops searched a farm on Tuesday. They detained two men.\n\nA guard was killed.", [2, 2]),
        ("A guard was killed. Troops searched a farm on Tuesday.", [None]),
        # a day on which nothing befell anybody is nobody's
        ("Holm met voters on Tuesday. Two guards were killed.", [None]),
        ("Holm came to the clinic on Tuesday.\n\nShe wrote nine books.\n\nHolm died of cancer.", [None]),
        ("Two guards were hurt in a crash on Tuesday. Voters met on Wednesday. One guard died.", [2, 2]),
        ("Holm died on Tuesday. Ministers met on Wednesday. Holm's death was sudden.", [2, 2]),
        ("A man was arrested on Tuesday. Two guards were killed.", [2, None]),
        ("Troops went to a village on Tuesday. During the search they killed a guard.", [2]),
        ("Troops went to a village on Tuesday. They killed a guard.", [None]),
        ("Posted: Monday, June 1, 2015 3:13 PM. A guard was killed.", [None]),
        # reports in one file: each counts from its own date, and one without a day has that date
        ("AVEL (June 2, 2015) Troops killed a man today.\n\nAVEL (June 3, 2015) Troops killed a guard.", [2, 3]),
    ],
)
def test_a_day_holds_on_in_its_report(text, days):
    assert [f.date and f.date.day for f in found(text)] == days


def test_the_day_something_was_said_is_not_its_day():
    assert figure("Two guards were killed, police said on Tuesday.", claims=True).date is None
    assert figure("Two guards were killed on Tuesday, police said.", claims=True).date == datetime(2015, 6, 2)


def test_a_headline_has_the_day_of_its_report():
    text = (
        "Two guards killed in Avel\n\nAVEL - Two guards were killed on Monday when a wall fell on them, the mayor said."
    )
    document = read_text(text, title="Two guards killed in Avel", published=SENT)
    day, other = EventDays(document, []).of(document.sentences[0], 0, "killed")
    assert (text[day.start : day.end], other) == ("Monday", False)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Around 9,000 people were killed in the civil war, in which he served.", [True]),
        ("A mine killed two men. Their father was killed in the first days of the war.", [False, True]),
        ("A bomb killed 12 people in the war zone of Vellin.", [False]),
        ("Twelve people died in the conflict on Monday.", [False]),
        ("A blast killed three people on Wednesday.", [False]),
        ("Three people were killed on Wednesday. A 2009 blast killed 47 people.", [False, True]),
        ("Three people were killed on Wednesday. Last year 20 people were killed there.", [False, True]),
        ("Three people were killed on Wednesday. In November 2013 two men were killed.", [False, True]),
        ("Three people were killed on Wednesday. Nine guards were killed there ten years ago.", [False, True]),
        ("Three people were killed. More than 400 people have died since the war began.", [False, True]),
        ("Three people were killed. Smoke causes 300 deaths a year.", [False, True]),
        ("Three people were killed. 2014 saw 900 crashes that killed 75 people.", [False, True]),
        ("Three people were killed. The attack was in retaliation for the killing of two elders.", [False, True]),
        ("Three people were killed. Relatives of two students who were shot dead held a vigil.", [False, True]),
        ("Two men were hurt. Rebels attacked a post in 2009. They killed nine guards.", [False, True]),
        ("Three people were killed. So far in 2015, 150 people have been killed.", [False, True]),
        ("Three people were killed. The county has had 31 homicides in 2015.", [False, True]),
        ("Two guards were hurt after recent attacks in Avel, where five guards died.", [False, True]),
        ("On 3 March 2015 a group of farmers killed a driver of a bus.", [False]),  # no march
        ("The fever has killed 62 people since October. In 2009 two children died of it.", [True, True]),
        ("A man pleaded guilty to killing four people in 2009.", [False]),  # wholly of the earlier event
        ("A man pleaded guilty to killing four people in 2009. He shot them.", [False, False]),
        ("The blast, which killed 12 people, was the worst since 2009.", [False]),
        ("Six people died in the heaviest exchange of fire since the truce.", [False]),
        ("The fever has killed six people since the truce.", [True]),
        ("Two people died of fever, bringing the total to 12 deaths since the truce.", [False, True]),
        ("It was the deadliest flood since the 2009 flood that killed 12 people.", [True]),
        ("Police arrested Ana Petrel on Monday for a 2013 shooting that injured 13 people.", [False, False]),
        ("Police arrested Ana Petrel on Monday. A 2013 shooting injured 13 people.", [False, True]),
    ],
)
def test_background(text, background):
    assert [f.background for f in found(text)] == background


def test_a_figure_is_the_source_s_whose_claim_holds_it():
    text = "The mayor said 12 people were killed. Nine people were hurt."
    claim = Claim(0, (0, 9), (10, 14), [(15, 36)], "indirect", "speech", "asserts", False, False, None, 1.0)

    told = find_figures(read_text(text), [claim])
    assert [(f.claim, f.speaker) for f in told] == [(0, (0, 9)), (None, None)]


@pytest.mark.parametrize(
    ("source", "cue", "content", "act", "speaks"),
    [
        ("A police report", "charges", "a man with killing two guards.", "speech", True),
        ("A man", "charged with", "killing two guards on Monday.", "speech", False),
        ("A man", "was found guilty of", "killing two guards.", "speech", False),
        ("A court", "orders", "a new look at the killing of two guards.", "other", False),
        ("The rebels", "release", "two wounded guards.", "other", False),
    ],
)
def test_who_is_accused_or_only_acts_gives_no_figure(source, cue, content, act, speaks):
    text, place = f"{source} {cue} {content}", len(source) + 1 + len(cue) + 1
    spans = (0, len(source)), (len(source) + 1, place - 1), [(place, len(text))]
    told = find_figures(read_text(text), [Claim(0, *spans, "indirect", act, "asserts", False, False, None, 1.0)])
    assert [f.speaker is not None for f in told] == [speaks]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor said 12 people were killed.", "The mayor"),
        ("Twelve people were killed, the mayor said.", "the mayor"),
        ("Twelve people were killed, according to the mayor.", "the mayor"),
        ("The mayor indicated that 12 people were killed.", "The mayor"),
        ("A toll provided by officials put the dead at 12.", "officials"),
        ("The clerk confessed to killing his neighbour.", "The clerk"),
        ("According to a report citing the mayor, 12 people were killed.", "a report citing the mayor"),
        (
            "When the storm had passed, according to a list citing the clinic's head, 12 people were killed.",
            "a list citing the clinic's head",
        ),
        ('The ministry defended the raid: "Our troops killed 12 rebels. They were armed."', "The ministry"),
        ("Twelve people were killed.", None),
        ("Roads see 12 deaths.", None),
    ],
)
def test_whose_figure_it_is(text, source):
    span = figure(text, claims=True).speaker
    assert (text[slice(*span)] if span else None) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The paper reported its source said 12 people were killed.", "its source"),  # the nearer of two speakers
        ("Officials have put the death toll at 12.", "Officials"),
        ("Some tolls, given privately by officials, exceeded 12.", "officials"),
        ("It lay by the well where, by the clinic's count, 12 people died.", "the clinic"),
        ("By the clinic's count of Sunday, 12 people died.", "the clinic"),
        ("The union still speaks of 12 dead sailors.", "The union"),
        ("The register now has the names of 12 sailors who died.", "The register"),
        ("The list of the dead at the harbour had 12 names.", "The list of the dead at the harbour"),
        ("The clinic had earlier said 12 died.", "The clinic"),
        ("The board's list of the missing had 12 names on it.", "The board's list of the missing"),
        ("Tomas Brandt, the mayor of Avel, has 12 names on his list of the missing.", "Tomas Brandt"),
        ("The town has 12 dead.", None),
        ("The board's figure of 12 dead was too low.", "The board"),
        (
            "A clerk at the Harbour Board, who asked not to be named, put the dead at 12.",
            "A clerk at the Harbour Board",
        ),
        ("The main clinic in Avel on Friday lowered the number of dead to 12.", "The main clinic in Avel"),
        ("On Friday the town clinic lowered the number of dead to 12.", "the town clinic"),
        ("On Friday its own board had cut the count of the dead from 20 to 12.", "its own board"),
        ("Guards and rebels agree on a truce as the flood toll reaches 12.", None),
        ("The storm raised fears that 12 people had died.", None),
        ("The board's boat of 12 sank.", None),
        ("It was reported that 12 people were killed.", None),
        ("The search continues for 12 missing people.", None),
        ("Besides the deaths recorded in Avel, 12 people have died in Orm.", None),
        ("Officials have confirmed 12 deaths.", "Officials"),
        ("The fever claimed 12 lives.", None),
    ],
)
def test_a_speaker_that_no_claim_gives(text, source):
    span = speaker_of(read_text(text), 0, [], None, text.index("12"))
    assert (text[slice(*span)] if span else None) == source


def test_time_grows_with_the_text_and_no_faster():
    """Four times the figures, claims and quotations take four times as long; by pairs of them it would be sixteen times."""

    def seconds(n):
        document = read_text('Police said two men died. The mayor denied it: "They killed nine." ' * n)
        claims = [
            Claim(s.number, (s.start, s.start + 6), (s.start + 7, s.start + 11), [(s.start + 12, s.end)],
                  "indirect", "speech", "asserts", False, False, None, 0.9)
            for s in document.sentences if document.text.startswith("Police", s.start)
        ]  # fmt: skip
        began = process_time()
        assert len(find_figures(document, claims)) == 2 * n
        return process_time() - began

    seconds(10)
    assert seconds(1600) < 9 * seconds(400)


def test_every_figure_tells_its_words():
    text = "At least 12 people were shot dead."
    f = figure(text)
    assert (text[slice(*f.number)], text[slice(*f.cue)]) == ("At least 12", "shot dead")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A guard was shot dead in Avel on Monday.", [
            'killed, because of the words "shot dead"', '1, because "A guard" stands without a number',
            "told in the article's own voice", 'on "Monday", which is 01 June 2015',
        ]),
        ("Dozens of people were hurt.", [
            'wounded, because of the words "hurt"', 'not in numbers, because of the words "Dozens"',
            "told in the article's own voice", "no day is named",
        ]),
    ],
)  # fmt: skip
def test_a_figure_is_explained(text, lines):
    (row,) = analyse(read_text(text, published=SENT))["casualties"]
    assert explain_figure(pd.Series(row)).split("\n") == lines


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The blast killed five people, three men and two women.", ["three men", "two women"]),
        ("Four people were shot and one is in critical condition.", ["one"]),
        ("Six people were hurt, two critically injured.", ["two"]),
        ("One man was killed and one is in critical condition.", []),
        ("Four boys were shot, and two men are in critical condition.", []),
    ],
)
def test_parts_of_a_figure_of_the_same_sentence(text, parts):
    assert [text[f.start : f.end] for f in found(text) if f.part] == parts


def test_boilerplate_is_not_read():
    assert figures("Nothing happened.\n\nSign up for our newsletter to read how 12 people were killed") == []


WORDS = """
    At least 12 up to people two soldiers a man dozens no one , and or in Avel on Monday were was killed wounded injured died
    dead missing the death toll rose including three children who said that ( ) “ ” 34 shot fled their homes May 2015 per
    family of at police
"""
sentences = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=22).map(lambda chosen: " ".join(chosen) + ".")


@settings(max_examples=80, deadline=None)
@given(sentences)
def test_figures_keep_their_promises(text):
    for f in found(text, claims=True):
        assert 0 <= f.start < f.end <= len(text)
        assert f.low is None or f.high is None or 0 <= f.low <= f.high
        assert f.vague == (f.low is None and f.high is None)
        assert f.outcome in OUTCOMES
        assert f.victim_group in VICTIM_GROUPS
        assert f.victims is None or f.start <= f.victims[0] < f.victims[1] <= f.end
        assert f.number is None or f.start <= f.number[0] < f.number[1] <= f.end
        assert 0 <= f.cue[0] < f.cue[1] <= len(text)
        assert f.date_text is None or f.date_text in text
        assert f.speaker is None or 0 <= f.speaker[0] < f.speaker[1] <= len(text)


TOLD = [
    "At least 12 people were killed and dozens wounded when a bus fell into a ravine on Monday.",
    "Five soldiers and three civilians died in the clashes, and nine others are missing.",
    "No one was hurt in the fire.",
    "The flood left more than 2,000 families homeless.",
    "A policeman was shot dead outside the bank.",
]
AROUND = st.lists(
    st.sampled_from(["The council met.", "It rained for days.", "“We are tired,” she said.", "Nobody came."]),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TOLD), AROUND, AROUND)
def test_the_paragraphs_around_change_nothing(text, before, after):
    def told(figures, cut):
        return [(f.start - cut, f.end - cut, f.outcome, f.low, f.high, f.date, f.background) for f in figures]

    ahead = "".join(f"{paragraph}\n\n" for paragraph in before)
    whole = ahead + text + "".join(f"\n\n{paragraph}" for paragraph in after)
    assert told(found(whole), len(ahead)) == told(found(text), 0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "storm",
                "wind",
                "was",
                "killed",
                "dead",
                "and",
                "wounded",
                "by",
                "rain",
                "toll",
                "heavy",
                "or",
                "could",
                "hit",
            ]
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
    assert [(text[f.start : f.end], f.outcome, f.low, f.place, f.date_text) for f in found(text)] == [
        ("27 regime fighters", "killed", 27, "Hasakeh", "Wednesday"),
        ("26 militants", "killed", 26, "Hasakeh", "Wednesday"),
    ]


def test_who_opens_a_quotation_is_known_where_the_verb_was_taken_for_an_adjective():
    read = read_text('In a letter the Harbour Board justified the delay: "The storm killed 12 people."')
    at = next(i for i, token in enumerate(read.tokens) if token.word == "justified")
    tokens = (*read.tokens[:at], read.tokens[at]._replace(pos="JJ"), *read.tokens[at + 1 :])
    assert is_finite(tokens, at)
    assert not is_finite(tokens, at - 1)
