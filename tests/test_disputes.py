"""Contested claims: what two sources cannot both be right about, and who stands behind what."""

from functools import cache

import pandas as pd
import pytest
from fiction import annotated, gold, read
from samples import made
from test_events import articles

from analysis import tabulate
from analysis.events import corroboration, find_disputes
from analysis.tables import SCHEMAS_ACROSS

HALL = "A blast tore through the fish hall of Port Avel on Monday. "


def disputes(*texts):
    """Kind, sources and reason of each dispute of some articles."""
    found = find_disputes(tabulate(articles(*texts)))
    return [(row.kind, row.source_a, row.source_b) for row in found.itertuples()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Board said 11 people were killed. The Sailors Union said 48 people were killed.",
         [("figures", "Harbour Board", "Sailors Union")]),
        ("The Harbour Board said 11 people were killed. The Sailors Union said at least 9 people were killed.", []),
        ("The Harbour Board said 11 people were killed. The Sailors Union said 48 people were wounded.", []),
        ("The Harbour Board said 22 people were killed. The Sailors Union said six Tavian tourists were killed.", []),
        ("The Harbour Board blamed the Sailors Union for the blast. The Sailors Union denied the charge.",
         [("denial", "Harbour Board", "Sailors Union")]),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union denied that the gate was locked.",
         [("denial", "Harbour Board", "Sailors Union")]),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union said no watchman locked the gate.",
         [("contradiction", "Harbour Board", "Sailors Union")]),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union said no watchman would lock it.", []),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union said no ship had left the port.", []),
        ("The Harbour Board said the watchman had locked the gate. It denied that the gate was open.", []),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union disputed that.",
         [("denial", "Harbour Board", "Sailors Union")]),
        ("The Harbour Board said the watchman had locked the gate. Boats left at noon. The Sailors Union disputed that.", []),
        ("The Harbour Board said the watchman had locked the gate. The Sailors Union confirmed that.", []),
    ],
)  # fmt: skip
def test_what_is_a_dispute(text, expected):
    assert disputes(HALL + text) == expected


def test_a_toll_that_rises_is_none():
    said = HALL + "The Harbour Board said {} people were killed."
    assert disputes(said.format(11), said.format(19), said.format(24)) == []


def test_an_account_is_disputed_with_what_is_said_against_it():
    text = (
        "The Harbour Board said the watchman had locked the gate. It said the pumps were running. "
        "The Sailors Union disputed that. It said two doors stood open all night."
    )
    (row,) = find_disputes(tabulate(articles(HALL + text))).itertuples()
    assert row.sentence_a == "It said the pumps were running."
    assert row.sentence_b == "The Sailors Union disputed that."
    assert len(records(row.records_a)) == len(records(row.records_b)) == 2


def test_the_report_that_is_denied_is_what_was_reported():
    text = (
        "The Anvil reported on Tuesday that a crane had dropped three crates, citing two clerks it did not name. "
        "The Sailors Union denied the report."
    )
    tables = tabulate(articles(HALL + text))
    (row,) = find_disputes(tables).itertuples()
    assert "a crane had dropped three crates" in tables.claims.set_index("claim_id").content[row.record_a]


@pytest.mark.parametrize(
    ("place", "number", "expected"),
    [
        ("Port Avel", 300, [("figures", "mayor of port avel", "Harbour Board")]),
        ("Port Avel", 310, []),
        ("Tavia", 300, []),  # 64 may be some of the people of another place
    ],
)
def test_places_that_a_source_gives_one_number_for_are_compared(place, number, expected):
    flood = "A flood swept Port Avel on Monday. "
    police = flood + "The river police said {} people were missing in {}."
    rivals = (
        "The mayor of Port Avel said 112 people were missing in Port Avel. "
        "The Harbour Board said 64 people were missing in Tavia."
    )
    assert disputes(police.format(300, "Tavia"), police.format(number, place), flood + rivals) == expected


def test_both_sentences_and_the_reason_are_told():
    text = HALL + "The Harbour Board said 11 people were killed. The Sailors Union said 48 people were killed."
    (row,) = find_disputes(tabulate(articles(text))).itertuples()
    assert row.sentence_a == "The Harbour Board said 11 people were killed."
    assert row.sentence_b == "The Sailors Union said 48 people were killed."
    assert row.why == "killed: 11 against 48, in one article"
    assert row.published_a == row.published_b == pd.Timestamp("2021-03-01 18:00")


def test_a_claim_without_content_is_passed_over():
    tables = tabulate(
        articles(HALL + "The Harbour Board said 11 people were killed. It denied that the gate was open.")
    )
    tables.claims["content"] = None
    assert find_disputes(tables).empty


@pytest.mark.parametrize("tables", [made(), read()])
def test_disputes_keep_the_contract(tables):
    kinds = {column: str(kind) for column, kind in SCHEMAS_ACROSS["disputes"].items()}
    assert find_disputes(tables).dtypes.astype(str).to_dict() == kinds


# ---- on the collection of our own


def records(value):
    return set(value.split("; "))


def planted(row, of=lambda record: {record}):
    """The planted disputes that have records of both sides of a row; ``of`` gives the annotated ones of a record."""
    a, b = (set().union(*map(of, records(side))) for side in (row.records_a, row.records_b))
    return {
        held.dispute_id for held in gold("disputes").itertuples()
        for one, other in [(records(held.records_a), records(held.records_b))]
        if (a & one and b & other) or (a & other and b & one)
    }  # fmt: skip


def test_the_first_ten_disputes_of_the_fiction_were_planted():
    found = find_disputes(annotated())
    assert all(planted(row) for row in found.head(10).itertuples())


def test_planted_disputes_are_found():
    """All but three that take knowledge of the world: that a howitzer is no mortar, that what was lost was captured."""
    found = set().union(*(planted(row) for row in find_disputes(annotated()).itertuples()))
    assert len(found) >= 18


@cache
def annotations():
    """The annotated records whose words each record that the program read shares."""
    told = [spans[spans["role"].isin(["figure", "content"])] for spans in (read().spans, gold("spans"))]
    pairs = told[0].merge(told[1], on=["article_id", "role"], suffixes=("", "_gold"))
    pairs = pairs[(pairs["start"] < pairs["end_gold"]) & (pairs["start_gold"] < pairs["end"])]
    return pairs.groupby("record_id")["record_id_gold"].agg(set)


def test_planted_disputes_are_found_in_what_the_program_reads_and_none_is_invented():
    rows = find_disputes(read()).itertuples()
    found = [planted(row, lambda record: annotations().get(record, set())) for row in rows]
    assert all(found[:10])
    assert len(set().union(*found)) >= 18


def test_the_number_that_one_official_gave_stands_on_one_source():
    rows = corroboration(annotated())
    missing = rows[rows["statement"] == "missing: 300"].sort_values("publishers").iloc[-1]
    assert missing["publishers"] >= 5  # of six: one report of the flood may stand as a story of its own
    assert missing["sources"] <= 2  # the official, and a headline that quotes nobody


# ---- who stands behind it


def test_single_sources_come_first_and_what_most_articles_carry_of_these():
    said = HALL + "The Harbour Board said 11 people were killed."
    both = said + " The Sailors Union said 30 people were wounded. The clinic said 30 people were wounded."
    rows = corroboration(tabulate(articles(said, both)))
    assert rows[["statement", "sources", "articles"]].to_numpy().tolist() == [
        ["killed: 11", 1, 2],
        ["wounded: 30", 2, 1],
    ]
    assert rows["sectors"].iloc[1].endswith("rescue or medical 1")


def test_anonymous_sources_of_one_number_may_be_one_person():
    official = {"kind": "unnamed person", "anonymous": True}
    figure = {"outcome": "killed", "low": 4, "high": 4, "text": "four", "end": 4}
    rows = corroboration(made(
        articles=[{"article_id": a, "text": "four died", "publisher": a} for a in "ab"],
        sentences=[{"article_id": a, "end": 9, "part": "body"} for a in "ab"],
        casualties=[{**figure, "casualty_id": f"{a}:f", "article_id": a, "source_id": f"{a}:s"} for a in "ab"],
        sources=[{**official, "source_id": f"{a}:s", "article_id": a, "name": f"official {a}"} for a in "ab"],
    ))  # fmt: skip
    assert rows[["sources", "anonymous"]].drop_duplicates().to_numpy().tolist() == [[1, True]]
