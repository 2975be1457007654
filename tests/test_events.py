"""Events across articles: stories, copies, voices, and how the figures for an event agree."""

import pandas as pd
import pytest
from fiction import annotated, gold, read
from samples import made
from sklearn.metrics import v_measure_score

from analysis import tabulate
from analysis.events import event_figures, find_copies, find_events, stories
from analysis.events.agreement import agreement
from analysis.events.passages import events_of_figures
from analysis.events.scope import comparable, scopes
from analysis.events.voices import publishers, voices
from analysis.tables import AGREEMENTS, SCHEMAS_ACROSS, table

HARBOUR = (
    "A fire in the fish hall of Port Avel killed {} people on Monday, the harbour police said. The flames spread from a "
    "cold store to the auction room, where buyers were waiting for the morning catch."
)
HARBOUR_AGAIN = (
    "The harbour police said {} people were killed when fire swept the fish hall of Port Avel on Monday. It broke out in "
    "a cold store and reached the auction room within minutes, as buyers gathered for the catch."
)
HARBOUR_LATER = (
    "At least one cold store was still burning in Port Avel late on Monday. {} people were killed in the fish hall, the "
    "harbour police said. Buyers had come to the auction room for the catch of the morning."
)
TRAIN = (
    "A goods train left the rails near Orrin on Monday and crushed a signal box. {} railway workers were killed, the "
    "railway company said. The line to Tavia stays closed."
)


def articles(*texts, publishers=("Courier", "Herald", "Post"), hours=6):
    """Articles from texts, ``hours`` apart, each of another publisher."""
    return table("articles", [
        {"article_id": f"a{n}", "text": text, "title": text.split(".")[0], "publisher": publishers[n % len(publishers)],
         "published": pd.Timestamp("2021-03-01 18:00") + n * pd.Timedelta(hours=hours)}
        for n, text in enumerate(texts)
    ])  # fmt: skip


def test_articles_on_one_event_are_one_story():
    found = stories(tabulate(articles(HARBOUR.format("four"), TRAIN.format("Two"), HARBOUR.format("six"))))
    assert found["a0"] == found["a2"] != found["a1"]


def test_the_same_words_weeks_apart_are_two_stories():
    found = stories(tabulate(articles(HARBOUR.format("four"), HARBOUR.format("four"), hours=24 * 30)))
    assert found["a0"] != found["a1"]


def test_a_rising_toll_is_an_update_and_nothing_is_added():
    told = HARBOUR.format("four"), HARBOUR_AGAIN.format("six"), HARBOUR_LATER.format("Nine")
    events = find_events(tabulate(articles(*told)))
    (killed,) = events[events["outcome"] == "killed"].itertuples()
    assert (killed.low, killed.high, killed.latest_low, killed.latest_high) == (4, 9, 9, 9)
    assert (killed.articles, killed.publishers, killed.sources) == (3, 3, 1)
    assert killed.said == "harbour police: 4, then 6, then 9"
    assert killed.agreement == "update"


def test_events_keep_the_contract():
    tables = annotated()
    figures = event_figures(tables)
    for name, frame in (("events", find_events(tables, figures)), ("event_figures", figures)):
        assert {column: str(kind) for column, kind in SCHEMAS_ACROSS[name].items()} == frame.dtypes.astype(
            str
        ).to_dict()
    assert figures["casualty_id"].tolist() == tables.casualties["casualty_id"].tolist()
    assert figures["event_id"].notna().all()


@pytest.mark.parametrize("tables", [made(), made(articles=[{"article_id": "a", "text": "It rained.", "words": 2}])])
def test_nothing_to_find(tables):
    assert find_events(tables).empty
    assert event_figures(tables).empty


def test_articles_without_dates_are_compared_all_the_same():
    undated = articles(HARBOUR.format("four"), TRAIN.format("Two"), HARBOUR.format("four")).assign(published=pd.NaT)
    found = stories(tabulate(table("articles", undated)))
    assert found["a0"] == found["a2"] != found["a1"]


# ---- how figures agree


def row(voice, low, high, article="a", hour=0, **more):
    return {
        "voice": voice, "low": low, "high": high, "article_id": article, "published": pd.Timestamp(2021, 3, 1, hour),
        "sourced": True, "anonymous": False, "earlier": False, "approximate": False, "described": "", "counted": True,
        "local": False, "rising": False, "part": False, "place": None, "said": "", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("army", 11, 11)], "single"),
        ([row("army", 11, 11), row("rebels", 11, 11)], "agree"),
        ([row("army", 9, None), row("rebels", 14, 14)], "overlap"),
        ([row("army", 11, 11), row("rebels", 48, 48)], "conflict"),  # in one article
        ([row("police", 4, 4), row("police", 9, 9, "b", 8)], "update"),  # a source that counts on
        ([row("police", 4, 4), row("hospital", 9, 9, "b", 8)], "update"),  # another source that knows more, later
        ([row("army", 11, 11), row("rebels", 48, 48, "b", 4), row("army", 11, 11, "c", 8)], "conflict"),  # stands by it
        ([row("army", 48, 48, earlier=True), row("rebels", 11, 11)], "update"),  # taken back
        ([row("army", 11, 11), row("rebels", 48, 48, sourced=False)], "update"),  # an article's own words are no rival
        ([row("army", 300, 300, approximate=True), row("rebels", 310, 310)], "overlap"),
        ([row("army", 11, 11), row("rebels", 48, 48), row("rebels", 11, 11, "b", 8)], "update"),  # comes round to it
    ],
)
def test_agreement(rows, expected):
    assert agreement(rows) == expected
    assert expected in AGREEMENTS


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ({}, {}, True),
        ({"described": "tourist"}, {}, False),  # six tourists among the 22 dead
        ({}, {"described": "tourist"}, True),  # fewer dead than dead tourists
        ({"described": "tavian"}, {"described": "orrin"}, False),
        ({"described": "soldier tavian"}, {"described": "tavian"}, True),
        ({"local": True}, {}, False),  # what a hospital holds
        ({}, {"rising": True}, False),  # "rose to 22"
        ({"counted": False}, {}, False),  # people named one by one
        ({"place": "Orrin"}, {"said": "In Tavia 22 died."}, False),
        ({"place": "Orrin"}, {"said": "In Orrin 22 died."}, True),
    ],
)
def test_figures_are_compared_only_where_they_count_the_same_people(low, high, expected):
    assert comparable(row("police", 6, 6, **low), row("hospital", 22, 22, **high)) is expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("The ministry lowered the number of people killed from 94 to 61, it said.", "earlier", True),
        ("The ministry withdrew an earlier count of 94 people killed.", "earlier", True),
        ("The ministry said 94 people were killed.", "earlier", False),
        ("The ministry said 22 people were killed. Six Tavian tourists died.", "described", ""),
        ("Nineteen people were wounded and taken to the clinic.", "local", True),
        ("The toll rose to 22 people killed.", "rising", True),
    ],
)
def test_what_the_words_around_a_figure_say(text, field, expected):
    assert scopes(tabulate(articles(text)))[field].iloc[0] == expected


# ---- copies and voices


def test_reprints_of_one_text_are_one_publisher():
    wire = (
        "The river rose by two metres overnight and carried away the only bridge of the village, farmers said. Nobody "
        "was hurt, but forty cows are still standing on an island that was a meadow until Thursday morning."
    )
    held = articles(wire, "BRIDGE GONE. " + wire.replace("only ", ""), TRAIN.format("Two"))
    assert find_copies(held)["first"].tolist() == ["a0", "a0", "a2"]
    assert publishers(held).tolist() == ["Courier", "Courier", "Post"]


def test_set_phrases_of_short_notices_are_no_copies():
    notices = [
        f"{n} people are killed and 20 others are wounded when a bus crashes near {p}."
        for n, p in ((3, "Orrin"), (7, "Avel"))
    ]
    assert find_copies(articles(*notices))["first"].tolist() == ["a0", "a1"]


BODY, PERSON, SOMEBODY = ({"kind": kind} for kind in ("named organization", "named person", "unnamed person"))


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([{"name": "Health Ministry", **BODY}, {"name": "Ministry of Health", **BODY}], 1),
        ([{"name": "Orrin Harbour Board", **BODY}, {"name": "Harbour Board", **BODY}], 1),
        ([{"name": "Harbour Board", **BODY}, {"name": "Ada Quill", "title": "spokeswoman for the board", **PERSON}], 1),
        ([{"name": "Harbour Board", **BODY}, {"name": "Ada Quill", "title": "fisher", **PERSON}], 2),
        ([{"name": "Ada Quill", **PERSON}, {"name": "Ada Quill and Bo Venn", **PERSON}], 2),
        ([{"name": "official of the port", **SOMEBODY}, {"name": "Official at the port", **SOMEBODY}], 1),
        ([{"name": "Harbour Board", **BODY}, {"name": "a spokesman of the Harbour Board", **SOMEBODY}], 1),
    ],
)  # fmt: skip
def test_one_name_for_each_voice(sources, expected):
    rows = [{"article_id": "a", "source_id": f"a:s{n}", **source} for n, source in enumerate(sources)]
    assert voices(made(articles=[{"article_id": "a"}], sources=rows)).nunique() == expected


# ---- on the collection of our own


def test_articles_of_the_fiction_fall_into_their_events():
    main = gold("casualties").query("not background").drop_duplicates("article_id").set_index("article_id")["event_id"]
    found = stories(annotated())
    assert v_measure_score(main.reindex(found.index), found) >= 0.8


def test_figures_of_the_fiction_fall_into_their_events():
    true = gold("casualties").set_index("casualty_id")["event_id"]
    found = events_of_figures(annotated())
    assert v_measure_score(true.reindex(found.index), found) >= 0.8


def test_the_reprints_of_the_fiction_count_once():
    copies = find_copies(read().articles)
    reprints = set(gold("dependence").query("kind == 'reprint'")["article_id"])
    assert set(copies[copies["first"] == "2031-03-11-npa-market"]["article_id"]) == reprints
    assert len(copies[copies["first"] != copies["article_id"]]) == len(reprints) - 1


def test_the_retraction_supersedes():
    """94 rebels killed, withdrawn for 61: the ministry's earlier numbers are replaced, and not forgotten."""
    figures = event_figures(annotated())
    counted = figures[(figures["voice"] == "Defence Ministry") & (figures["victims"] == "combatant") & figures["whole"]]
    assert set(counted[counted["superseded_by"].notna()]["low"]) >= {94}
    assert set(counted[counted["superseded_by"].isna()]["low"]) == {61}
    events = find_events(annotated(), figures)
    drenna = events[(events["victims"] == "combatant") & (events["articles"] > 3)].iloc[0]
    assert (drenna["low"], drenna["high"]) == (9, 94)
    assert (drenna["agreement"], drenna["latest_low"]) == ("conflict", 9)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("two bodies had been found in Tavia, and that 38 people were missing", None),
        ("two bodies had been found, and that 38 people were missing in Tavia", "Tavia"),
        ("a barge had sunk in Tavia and 38 people were missing", "Tavia"),
    ],
)
def test_a_place_of_one_statement_is_none_of_the_next(said, place):
    tables = tabulate(articles(f"The Harbour Board said {said}."))
    missing = tables.casualties.set_index("casualty_id").outcome == "missing"
    assert scopes(tables)["place"][missing].dropna().tolist() == ([place] if place else [])


# ---- on articles of several outlets


@pytest.fixture(scope="module")
def clusters(shared_lines):
    lines = shared_lines("casualties/news_clusters-dev.jsonl.gz")
    rows = [
        {"article_id": line["id"], "title": line["title"], "text": line["text"], "publisher": line["outlet"],
         "published": pd.Timestamp(line["published"]).tz_localize(None) if line["published"] else pd.NaT}
        for line in lines
    ]  # fmt: skip
    return tabulate(table("articles", rows)), {line["id"]: line["event"] for line in lines}


@pytest.mark.shared
def test_articles_of_several_outlets_fall_into_their_events(clusters):
    tables, event = clusters
    found = stories(tables)
    assert v_measure_score(found.index.map(event), found) >= 0.9


@pytest.mark.shared
def test_the_spread_of_the_dead_of_each_event_says_who_said_which(clusters):
    tables, _ = clusters
    events = find_events(tables)
    killed = events[(events["outcome"] == "killed") & (events["victims"] == "people") & (events["publishers"] >= 3)]
    assert len(killed) >= 3
    assert (killed["low"] <= killed["high"]).all()
    assert killed["said"].str.contains(": ").all()
