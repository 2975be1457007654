"""Words for days, counted from Thursday, 4 June 2015."""

from datetime import datetime

import pytest

from analysis.dates import anchor, find_days, may_name_day

SENT = datetime(2015, 6, 4)


def days(text, published=SENT):
    return [
        (text[d.start : d.end], d.date and d.date.strftime("%Y-%m-%d"))
        for d in find_days(text, 0, len(text), published)
    ]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("He died today.", "today", "2015-06-04"),
        ("He died yesterday.", "yesterday", "2015-06-03"),
        ("They fled last night.", "last night", "2015-06-03"),
        ("It happened early this morning.", "this morning", "2015-06-04"),
        ("It happened on Thursday.", "Thursday", "2015-06-04"),
        ("It happened on Wednesday.", "Wednesday", "2015-06-03"),
        ("It happened on Friday.", "Friday", "2015-05-29"),
        ("It happened last Monday.", "last Monday", "2015-06-01"),
        ("It happened last Wednesday.", "last Wednesday", "2015-05-27"),  # not yesterday
        ("It began on May 30.", "May 30", "2015-05-30"),
        ("It began on 30 May.", "30 May", "2015-05-30"),
        ("It began on the 30th of May.", "30th of May", "2015-05-30"),
        ("It began on Dec. 24.", "Dec. 24", "2014-12-24"),
        ("It began on March 3, 2011.", "March 3, 2011", "2011-03-03"),
        ("It began on 2014-08-09.", "2014-08-09", "2014-08-09"),
        ("It happened three days ago.", "three days ago", "2015-06-01"),
    ],
)
def test_a_day(text, words, day):
    assert days(text) == [(words, day)]


@pytest.mark.parametrize(
    "text", ["They met in 2011.", "They met in November 2011.", "It rained last week.", "He left two years ago."]
)
def test_no_single_day(text):
    assert [day for _, day in days(text)] == [None]


@pytest.mark.parametrize(
    "text", ["A 2011 report", "He may go", "They met in Augusta", "the 2000 block of Oak Street", "Block 12"]
)
def test_no_day_at_all(text):
    assert [day for _, day in days(text) if day] == []


def test_without_publication_only_full_dates_are_known():
    assert days("on Monday, after 3 May 2014", None) == [("Monday", None), ("3 May 2014", "2014-05-03")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("AVEL, Oltania (May 7, 2011) – Troops moved in yesterday.", datetime(2011, 5, 7)),
        ("Release 2012-05-040\n\nAVEL (May 24)\nTroops moved in today.", datetime(2012, 5, 24)),
        ("Troops moved in today.", None),
    ],
)
def test_the_day_that_an_article_counts_from(text, day):
    assert anchor(text, None) == day
    assert anchor(text, SENT) == SENT


@pytest.mark.parametrize(
    ("text", "may"),
    [("on wednesday", True), ("in mid-july", True), ("in 2011", True), ("ten years ago", True), ("a long day", False)],
)
def test_the_cheap_test_for_a_day(text, may):
    assert may_name_day(text.split()) is may
    assert may or not days(text)
