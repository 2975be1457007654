"""What is counted of all articles part by part is what is counted of the same tables in memory."""

import pandas as pd
import pytest
import samples
from mining import collection, parted

from analysis import sums
from analysis.charts import counted, counted_by_day, shares
from analysis.charts.summaries import effective_number, statements_by_voice
from analysis.tables import table


@pytest.fixture
def mines(tmp_path):
    return parted(collection(tmp_path), tmp_path / "mines")


def assert_alike(one, other):
    for (name, frame), (_, expected) in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(
            frame, expected[list(frame)], obj=name, check_dtype=False, check_categorical=False
        )


def test_parts_add_up_to_the_whole(mines, monkeypatch):
    monkeypatch.setattr(sums, "WAITING", 1)
    whole = sums.sum_parts(mines)
    assert_alike(whole, sums.sum_tables(mines.load()))
    assert whole.publishers[["publisher", "articles", "figures", "with_figures"]].to_numpy().tolist() == [
        ["Echo", 4, 8, 4], ["Post", 3, 6, 3],
    ]  # fmt: skip
    assert whole.figures_by_day["figures"].tolist() == [4, 4, 3, 3]
    assert whole.voices[["name", "articles", "statements"]].to_numpy().tolist() == [
        ["Kari Lund", 7, 14],
        ["ministry", 7, 7],
    ]
    assert whole.tolls["article_id"].tolist() == ["m6", "m3"]  # eleven and seven, the highest of their days


def test_some_articles_are_counted(mines):
    one = sums.sum_parts(mines, publisher="post", since="2024-03-02")
    assert one.articles["article_id"].tolist() == ["m5"]
    assert (one.statements["statements"].sum(), one.publishers["articles"].tolist()) == (3, [1])
    none = sums.sum_parts(mines, publisher="nobody")
    assert all(frame.empty for name, frame in none if name != "skipped")


def test_saved_and_opened_again(mines, tmp_path):
    whole = sums.sum_parts(mines)
    whole.save(tmp_path / "saved")
    assert_alike(sums.open_sums("not looked at", tmp_path / "saved"), whole)
    assert_alike(sums.open_sums(mines.folder), whole)
    with pytest.raises(ValueError, match="holds sums of more articles than are chosen"):
        sums.open_sums("not looked at", tmp_path / "saved", publisher="Echo")


def test_unnamed_sources_count_in_the_concentration_and_share_a_row():
    tables = samples.many()
    spoken = tables.claims[tables.claims["act"] == "speech"]
    expected = statements_by_voice(spoken, tables.sources)["statements"]
    voices = sums.sum_tables(tables).voices
    assert len(voices) < len(expected) == voices["voices"].sum()
    assert effective_number(voices["statements"], voices["voices"]) == pytest.approx(effective_number(expected))
    assert shares(voices).told.title.startswith(f"{len(expected):,} sources")


def test_the_highest_toll_of_each_day_or_of_longer_periods(monkeypatch):
    days = pd.to_datetime(["2024-03-01 08:00", "2024-03-01 20:00", "2024-03-02 00:00", None])
    tolls = table(
        "tolls", [{"article_id": i, "outcome": "killed", "best": n} for i, n in zip("abcd", (9, 7, 5, 3), strict=True)]
    )
    tolls = tolls.assign(published=days)
    assert sums.highest(tolls)["article_id"].tolist() == ["a", "c", "d"]
    monkeypatch.setattr(sums, "MARKED", 2)
    assert sums.highest(tolls)["article_id"].tolist() == ["a", "d"]


# ---- their charts


def test_counts_are_told_with_the_longest_bar():
    rows = pd.DataFrame(
        {"sector": ["media", "state", "state"], "form": ["direct", "direct", "mixed"], "statements": [4, 3, 2]}
    )
    told = counted(rows, "sector", "form").told
    assert (told.name, told.title) == ("statements-by-sector-and-form", "State: 5 of 9 statements, the most")
    assert told.data.to_dict("records")[0] == {"sector": "state", "direct": 3, "mixed": 2}
    assert counted(rows.head(0), "sector", "form").told.title == "No statements in this selection"


def test_counts_by_day_are_put_into_periods():
    days = pd.to_datetime(["2024-03-01", "2024-05-01", "2024-05-03", None])
    rows = pd.DataFrame({"day": days, "outcome": ["killed", "killed", "wounded", "killed"], "figures": [4, 3, 2, 1]})
    told = counted_by_day(rows, "outcome").told
    assert told.title == "Most figures, 5 of 10, come in the week from 29 April 2024"
    assert told.subtitle.endswith("n = 10, 1 without a date")
    assert counted_by_day(rows.tail(1), "outcome").told.title == "No day is known for 1 figure"
    assert counted_by_day(rows.head(1), "outcome").told.title == "4 figures, published on 1 March 2024"


@pytest.mark.parametrize(
    ("statements", "written"), [([750_000, 40_000], ["750,000", "790,000"]), ([75, 4], ["75", "4", "79"])]
)
def test_a_number_stands_in_a_stretch_that_has_room_for_it(statements, written):
    rows = pd.DataFrame({"sector": "state", "form": ["direct", "mixed"], "statements": statements})
    texts = [text.get_text() for text in counted(rows, "sector", "form").texts]
    assert [text for text in texts if text[0].isdigit()] == written
