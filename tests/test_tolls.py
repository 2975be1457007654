"""Tolls of made-up articles, read from text: figures are merged, added and left out."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from analysis.casualties import find_figures
from analysis.casualties.tolls import tolls, vague_table
from analysis.documents import read_document
from analysis.tables import table


def casualties(text, *, reported_by=None):
    row = SimpleNamespace(
        article_id="a", text=text, title=None, place=None, publisher=None, published=datetime(2015, 6, 4)
    )
    rows = [
        {name: getattr(f, name) for name in f.__slots__} | {
            "article_id": "a", "text": text[f.start : f.end], "victims": text[slice(*f.victims)] if f.victims else None,
        }
        for f in find_figures(read_document(row), [])
    ]  # fmt: skip
    for figure, source in zip(rows, reported_by or [], strict=False):
        figure["reported_by"] = source
    return table("casualties", rows)


def toll(text, outcome="killed", **options):
    """Lowest, best, highest and how many mentions; None where there is no toll."""
    made = tolls(casualties(text), **options)
    row = made[made.outcome == outcome]
    return None if row.empty else tuple(int(v) for v in row[["low", "best", "high", "figures"]].iloc[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A blast killed 12 people. The 12 people were killed at dawn.", (12, 12, 12, 2)),  # a repeat
        ("Five soldiers and three civilians were killed.", (8, 8, 8, 2)),  # joined groups
        ("Two died in Avel and three in Orm.", (5, 5, 5, 2)),  # other places
        ("21 died in Avel, 36 in Orm, 29 in Tessin and seven in Kolm.", (93, 93, 93, 4)),  # 29 and 7 are no 36
        ("The storm killed 93 people: 57 in Avel, 29 in Orm and seven in Kolm.", (93, 93, 93, 1)),
        ("A blast killed 12 people, including three children.", (12, 12, 12, 2)),  # a part
        ("The attack killed 30 soldiers. Four militants were also killed.", (34, 34, 34, 2)),  # groups that exclude
        ("A man was shot dead in Avel. Another man was shot dead in Brosk.", (2, 2, 2, 2)),  # another
        ("A 20-year-old man was killed. A 30-year-old woman was killed.", (2, 2, 2, 2)),  # people who differ
        ("A man was killed on Sunday. The man died at the scene.", (1, 1, 1, 2)),  # the same man
        ("Two men were killed. A man was shot dead and a second man died in hospital.", (2, 2, 2, 3)),
        ("Between 12 and 15 people were killed. Fifteen people were killed.", (12, 15, 15, 2)),  # in the range
        ("The blast killed up to 15 people. Nine people were killed, it was said.", (9, 15, 15, 2)),
        ("The blast killed five people, three men and two women.", (5, 5, 5, 3)),  # parts that add up
        ("The blast killed five rebels, three soldiers and two farmers.", (10, 10, 10, 3)),  # who are no rebels
        ("Senior Commander Killed in Avel. Tomas Brandt, a commander, was killed.", (1, 1, 1, 2)),  # a rank is no name
        ("A teacher and her son were killed.", (2, 2, 2, 2)),  # joined, though definite
        ("Two men were killed. A woman was killed, too.", (3, 3, 3, 2)),  # who is no man
        ("Two guards were killed. One additional guard was killed.", (3, 3, 3, 2)),
        ("Two guards were killed. Two additional guards were killed.", (4, 4, 4, 2)),
        (
            "The force killed a rebel. It killed the rebel and an unarmed rebel.",
            (2, 2, 2, 3),
        ),  # told again, and another
        ("Troops killed a rebel leader and shot dead one suspected rebel.", (2, 2, 2, 2)),
        ("A guard killed himself. Emma Rault died.", (2, 2, 2, 2)),  # who is a woman
        ("A 2-year-old boy and a man died. The 21-month-old boy and a man died.", (2, 2, 2, 4)),
        ("Officers found one woman dead and a boy also hurt. A woman killed herself.", (1, 1, 1, 2)),
        ("Ann Holm died. The mayor also said that Ann Holm had been killed.", (1, 1, 1, 2)),
        ("Ann Holm was killed. Peter Vale was also killed.", (2, 2, 2, 2)),
        ("No one was killed.", (0, 0, 0, 1)),
        ("Nothing happened.", None),
    ],
)
def test_figures_into_a_toll(text, expected):
    assert toll(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A blast in 2009 killed 47 people there. On Wednesday a blast killed three people.",
        "More than 400 people have been killed since the war began. Three people were killed on Wednesday.",
        "Hundreds rallied over the killing of two students. Three people were killed on Wednesday.",
    ],
)
def test_other_events_are_left_out(text):
    assert toll(text)[1] == 3


def test_the_shot_are_wounded_but_for_those_who_died():
    text = "Four people were shot at a club, and one of them died."
    assert (toll(text)[1], toll(text, "wounded")[1]) == (1, 3)


def test_the_shot_who_are_fewer_than_the_dead_are_among_them():
    text = "Four people were killed at a club. Two men were shot at the door."
    assert (toll(text)[1], toll(text, "wounded")) == (4, None)


def test_vague_words_are_no_rivals():
    rows = casualties("Villagers were killed. The raid killed 14 people.", reported_by=["the army", "residents"])
    (row,) = tolls(rows, vague="airwars").itertuples()
    assert (row.low, row.high) == (14, 14)


def test_rivals_in_one_sentence_are_not_added():
    rows = casualties("Some said three people died and others said two people died.", reported_by=["Some", "others"])
    (row,) = tolls(rows).itertuples()
    assert (row.low, row.high) == (2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up to 14 people were killed. Two girls were killed.", (14, 14, 14)),
        ("Up to 14 people were killed. Nine people were killed.", (9, 14, 14)),
        ("The raid killed 14 people. Six of his sons were killed.", (14, 14, 14)),
    ],
)
def test_people_whom_words_single_out_are_no_rivals(text, expected):
    (row,) = tolls(casualties(text, reported_by=["the army", "residents"])).itertuples()
    assert (row.low, row.best, row.high) == expected


def test_rival_sources_span_low_to_high():
    text = "The raid killed nine people. The raid killed 14 people."
    rows = casualties(text, reported_by=["the army", "residents"])
    (row,) = tolls(rows).itertuples()
    assert (row.low, row.high) == (9, 14)


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        # what an article opens with in its own words has weighed what its sources say
        ("At least 12 people were killed. The raid killed 20 people.", [None, "residents"], (12, 20, 20)),
        ("Between 12 and 15 people were killed. The raid killed 14 people. The raid killed nine people.",
         [None, "the army", "residents"], (12, 14, 15)),
        ("At least 12 people were killed. The raid killed 20 people.", [None, None], (20, 20, 20)),
        ("Between 12 and 15 people were killed. The raid killed more than 13 people.", [None, "residents"], (12, 14, 15)),
        # but not what somebody says, nor people beside those of the opening
        ("At least 12 people were killed. The raid killed nine people.", ["the army", "residents"], (9, 12, 12)),
        ("At least 12 soldiers were killed. The raid killed three rebels.", [None, "residents"], (15, 15, 15)),
    ],
)  # fmt: skip
def test_an_article_opens_with_the_bounds_of_its_toll(text, sources, expected):
    (row,) = tolls(casualties(text, reported_by=sources)).itertuples()
    assert (row.low, row.best, row.high) == expected


@pytest.mark.parametrize(
    ("vague", "expected"),
    [("none", None), ("acled", (12, 12, 12, 1)), ("airwars", (12, 24, 24, 1)), ("isaf", (12, 12, 12, 1))],
)
def test_what_dozens_count_for(vague, expected):
    assert toll("Dozens of people were killed.", vague=vague) == expected


def test_what_a_large_number_counts_for():
    assert toll("A large number of people were killed.", vague="airwars") == (12, 24, 24, 1)


def test_who_people_were_counts_nobody_besides():
    assert toll("A blast killed at least five people, all women and children.", vague="airwars")[:3] == (5, 5, 5)


def test_a_table_of_ones_own(tmp_path):
    (tmp_path / "mine.csv").write_text("word,low,high\nseveral,4,6\n", encoding="utf8")
    assert toll("Several people were killed.", vague=str(tmp_path / "mine.csv")) == (4, 6, 6, 1)
    assert vague_table("isaf")["several"] == (3, 3)


@pytest.mark.parametrize(("policy", "best"), [("best", 14), ("conservative", 9), ("latest", 14)])
def test_policies(policy, best):
    text = "The raid killed nine people. The raid killed 14 people."
    rows = casualties(text, reported_by=["the army", "residents"])
    assert list(tolls(rows, policy=policy).best) == [best]


def test_unknown_policy_and_convention():
    with pytest.raises(ValueError, match="policy 'worst'"):
        tolls(table("casualties"), policy="worst")
    with pytest.raises(ValueError, match="neither none"):
        tolls(table("casualties"), vague="nobody")


def test_the_contract_alone_is_enough():
    rows = casualties("A blast killed 12 people.")[list(table("casualties").columns)]
    assert list(tolls(rows).best) == [12]


def test_no_figures_no_tolls():
    assert tolls(table("casualties")).empty


def test_a_count_of_relatives_is_no_rival_toll():
    text = "A raid killed 30 people, officials said. Rescuers said it killed {}."
    for people, low in (("20 people", 20), ("20 members of one family", 30)):
        (row,) = tolls(casualties(text.format(people), reported_by=["officials", "Rescuers"])).itertuples()
        assert (row.low, row.high) == (low, 30)


def test_people_in_hospital_live_where_nobody_was_shot():
    hospital = "Seven people died at the scene. Officials said 24 people were taken to hospital."
    assert toll(f"A bus fell off a bridge. {hospital}", "wounded")[1] == 24
    assert toll("A gunman shot 24 people. They were taken to hospital, where seven of them died.", "wounded")[1] == 17
