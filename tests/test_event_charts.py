"""Charts and rows across articles: what differs is told, what is alone is counted, every row leads to a record."""

import io

import pandas as pd
import pytest
import samples
from PIL import Image

from analysis import charts, events
from analysis.listing import listing
from analysis.tables import table

ARTICLES = [
    {"article_id": "a", "published": "2031-05-02", "publisher": "Echo"},
    {"article_id": "b", "published": "2031-05-03", "publisher": "Post"},
]


def figure(casualty_id: str, low, high, voice: str, day: int, sourced: bool = True, **row) -> dict:
    return {
        "casualty_id": casualty_id, "article_id": casualty_id[0], "event_id": "e1", "outcome": "killed",
        "victims": "people", "low": low, "high": high, "voice": voice, "sourced": sourced, "whole": True,
        "published": f"2031-05-0{day}", "anonymous": False, "earlier": False, **row,
    }  # fmt: skip


FIGURES = [
    figure("a:f1", 4, 4, "harbour police", 2, sector="police", superseded_by="b:f1"),
    figure("a:f2", 9, None, "Dockers' Union", 2),
    figure("b:f1", 6, 6, "harbour police", 3, sector="police"),
    figure("b:f2", 9, None, "Dockers' Union", 3),
    figure("b:f3", 7, 7, "Post", 3, sourced=False),
]


@pytest.fixture
def figures() -> pd.DataFrame:
    return table("event_figures", FIGURES)


@pytest.fixture
def counts() -> pd.DataFrame:
    shared = {"event_id": "e1", "victims": "people", "place": "Orlo", "date": "2031-05-01", "background": False}
    shared |= {"articles": 2, "publishers": 2, "sources": 2}
    return table("events", [
        shared | {"outcome": "killed", "low": 4, "high": 9, "agreement": "conflict"},
        shared | {"outcome": "wounded", "low": 3, "high": 3, "agreement": "single"},
    ])  # fmt: skip


def test_every_voice_and_number_of_a_contested_count_has_a_row_in_order_of_time(figures, counts):
    told = charts.numbers_by_event(figures, counts).told
    assert told.title == "4 or 9 killed? Accounts differ on 1 of 2 counts, 1 of them in conflict"
    assert told.data[["voice", "sector", "low", "mentions", "replaced", "record"]].to_numpy().tolist() == [
        ["Dockers' Union", "sector not known", 9, 2, False, "a:f2"],
        ["harbour police", "state", 4, 1, True, "a:f1"],
        ["Post, no source named", "no source", 7, 1, False, "b:f3"],
        ["harbour police", "state", 6, 1, False, "b:f1"],
    ]
    assert set(told.data["count"]) == {"killed, people: Orlo, 1 May 2031"}


def test_counts_that_nobody_disputes_need_no_marks(figures, counts):
    told = charts.numbers_by_event(figures, counts[counts["agreement"] == "single"]).told
    assert (told.title, told.drawn) == ("No count is told in two different numbers", False)


def test_a_long_list_of_numbers_is_cut_and_counted(figures, counts):
    many = pd.concat([counts.head(1).assign(event_id=f"e{i}") for i in range(12)], ignore_index=True)
    said = pd.concat([figures.assign(event_id=f"e{i}") for i in range(12)], ignore_index=True)
    ax = charts.numbers_by_event(said, many, top=3)
    assert "9 counts not drawn" in ax.told.subtitle
    assert len(ax.get_yticks()) == 12
    assert len(ax.told.data) == 48


def test_agreement_is_counted_by_outcome(counts):
    told = charts.accounts(counts).told
    assert told.title == "1 of 2 counts rests on one voice, 1 is in conflict"
    assert charts.accounts(counts.tail(1)).told.title == "The one count: one voice"
    assert told.data.to_dict("list") == {"agreement": ["one voice", "in conflict"], "killed": [0, 1], "wounded": [1, 0]}


def test_what_rests_on_one_source_is_counted():
    rows = [("figure", 0, False), ("figure", 1, True), ("figure", 1, False), ("figure", 5, False), ("claim", 1, False)]
    told = charts.corroborated(pd.DataFrame(rows, columns=["kind", "sources", "anonymous"])).told
    assert told.title == "3 of 4 figures have at most one independent source"
    assert told.data.to_numpy().tolist() == [
        ["no source named", 1, 0], ["one anonymous source", 1, 0], ["one source", 1, 1], ["three or more", 1, 0],
    ]  # fmt: skip


def measured(**effective: tuple[float, float, float]) -> pd.DataFrame:
    rows = [
        {"publisher": name, "claims": 40, "articles": 3, "sources": 20, "effective": value, "effective_low": low,
         "effective_high": high, **{f"{share}{end}": 0.2 for share in ("largest", "anonymous", "official")
                                    for end in ("", "_low", "_high")}}
        for name, (value, low, high) in effective.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_publishers_are_told_apart_only_where_their_intervals_are_apart():
    apart = charts.diversity(measured(Echo=(4.0, 3.0, 5.0), Post=(12.0, 9.0, 14.0))).told.title
    assert apart.startswith("Post hears the most diverse sources, as 12.0 equally heard ones, Echo the least")
    overlapping = charts.diversity(measured(Echo=(4.0, 3.0, 9.5), Post=(12.0, 9.0, 14.0))).told.title
    assert overlapping == "No publisher hears surely more diverse sources than another"


@pytest.mark.parametrize("by", ["publisher", "article", "collection"])
def test_diversity_is_drawn_of_many_and_of_nothing(by):
    ax = charts.diversity(events.diversity(samples.many(), by=by, resamples=50))
    picture = charts.show(ax)
    assert Image.open(io.BytesIO(picture.png)).height < 1400
    assert ax.told.data.iloc[:, 0].notna().all()
    assert charts.diversity(events.diversity(samples.none(), by=by)).told.title.startswith("No statements")


def test_nothing_is_told_of_nothing():
    none = samples.none()
    found = events.event_figures(none)
    assert charts.numbers_by_event(found, events.find_events(none, found)).told.title.startswith("No counts")
    assert charts.accounts(events.find_events(none, found)).told.title.startswith("No counts")
    assert charts.corroborated(events.corroboration(none, found)).told.title.startswith("No figures")
    assert events.sides(events.find_disputes(none, found)).empty


def test_counts_and_statements_lead_to_their_first_record(figures, counts):
    assert events.with_records(counts, figures)["record"].fillna("").tolist() == ["a:f1", ""]
    assert events.with_records(pd.DataFrame({"records": ["b:f2; b:f3"]}))["record"].tolist() == ["b:f2"]
    html = listing(pd.DataFrame({"record": ["b: x:f2", None], "said": ["one", "two"]}), "Counts", ["said"]).html
    assert '<th scope=row data-at="b: x#f2">f2</th>' in html
    assert '<th scope=row data-at="#–">–</th>' in html  # leads nowhere: there is no such article
