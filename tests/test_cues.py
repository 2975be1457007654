"""Cues by the grammar around them, "according to", and statements within statements. The sentences are our own."""

import time

import pytest

from analysis.chains import chained
from analysis.claims import find_claims
from analysis.cues import accorded, is_deed, is_told_of, whole_cue
from analysis.documents import Document, read_text


def marked(text: str) -> tuple[Document, list[tuple[int, int]]]:
    """The document of a text in which "|" stands around ranges of tokens, and these ranges."""
    pieces = text.split("|")
    document = read_text("".join(pieces))
    ends = [sum(map(len, pieces[: i + 1])) for i in range(len(pieces))]
    return document, [document.token_range((ends[i - 1], ends[i])) for i in range(1, len(pieces), 2)]


def words(document: Document, part: tuple[int, int]) -> str:
    return " ".join(token.word for token in document.tokens[slice(*part)])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The raid |was| condemned by the mayor.", "was condemned"),
        ("The raid |was| widely condemned by the mayor.", "was widely condemned"),
        ("The raid |had been| condemned.", "had been condemned"),
        ("The mayor |was| sorry.", "was"),
        ("The mayor |wrote on| Facebook the pier was closed.", "wrote"),
        ("The mayor |commented on| the closure of the pier.", "commented on"),
        ("The study |noted over| 40 cases of theft.", "noted"),
        ("The mayor |said in a letter the| pier was closed.", "said in a letter"),
        ("The mayor |said in a| letter the pier was closed.", "said"),
    ],
)
def test_the_whole_cue(text, cue):
    document, (given,) = marked(text)
    assert words(document, whole_cue(document.tokens, given, [])) == cue


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("|The mayor| |is accused of| theft.", True),
        ("|The mayor| |was reported| to have fled.", True),
        ("|The mayor| |was willing| to leave.", False),
        ("|The mayor| |was told| the pier was closed.", False),
        ("|The mayor| |accused| the board of theft.", False),
    ],
)
def test_of_whom_something_is_told(text, told):
    document, (source, cue) = marked(text)
    assert is_told_of(document.tokens, source, cue) == told


def test_a_cue_takes_nothing_from_a_content():
    document, (given, content) = marked("The mayor |was| |condemned for the raid|.")
    assert whole_cue(document.tokens, given, [content]) == given


def test_the_rest_of_a_clause_that_nothing_was_read_of_is_stated():
    document, (content, given) = marked("|Divers|, according to |the port found| ten boats on Monday.")
    assert [words(document, part) for part in accorded(document.tokens, given, [content])[1]] == [
        "Divers",
        "found ten boats on Monday",
    ]


@pytest.mark.parametrize(
    ("text", "source", "rest"),
    [
        ("|Divers|, according to |the port found ten boats|.", "the port", ["Divers", "found ten boats"]),
        ("|The men|, according to |port officials, fled in a van|.", "port officials", ["The men", "fled in a van"]),
        # a relative clause belongs to the source
        ("|It fell|, according to |a man who saw the storm|.", "a man who saw the storm", ["It fell"]),
        ("|It fell|, according to |a letter she sent the board|.", "a letter she sent the board", ["It fell"]),
        ("|It fell|, according to |Ann Diaz, head of the board|.", "Ann Diaz , head of the board", ["It fell"]),
    ],
)
def test_the_source_of_according_to_ends_where_the_sentence_goes_on(text, source, rest):
    document, (content, given) = marked(text)
    found, parts = accorded(document.tokens, given, [content])
    assert (words(document, found), [words(document, part) for part in parts]) == (source, rest)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The Echo reported |its source said the pier was closed|.", [("its source", "said", "the pier was closed")]),
        (
            "The Echo reported |that a guard had told police he was robbed|.",
            [("a guard", "had told", "police he was robbed")],
        ),
        (
            "The Echo reported |that guards in Avel said the pier was closed|.",
            [("guards in Avel", "said", "the pier was closed")],
        ),
        ("The Echo quoted |a guard as saying it was closed|.", [("a guard", "as saying", "it was closed")]),
        (
            "The Echo cited |Ann Holm, a guard, as saying it was closed|.",
            [("Ann Holm , a guard", "as saying", "it was closed")],
        ),
        ("The Echo quotes |him as saying “it was closed”|.", [("him", "as saying", "“ it was closed ”")]),
        # a story of one's own, what was done to somebody, what is no statement, what is quoted
        ("The mayor said |he told them the pier was closed|.", []),
        ("The mayor said |voters were told the pier was closed|.", []),
        ("The mayor said |the board closed the pier that was damaged|.", []),
        ("The mayor said |“my wife said it was closed”|.", []),
    ],
)
def test_statements_within_statements(text, inner):
    document, (content,) = marked(text)
    quoted = [document.token_range(span) for span in document.quotations]
    found = chained(document.tokens, [content], quoted)
    assert [tuple(words(document, part) for part in one) for one in found] == inner


def test_a_report_of_a_statement_is_two_claims():
    text = "The Harbour Echo reported that its source said the pier was closed."
    claims = find_claims(read_text(text))
    assert [text[slice(*claim.source)] for claim in claims] == ["The Harbour Echo", "its source"]


def test_what_no_group_claimed_is_no_statement():
    assert [c.act for c in find_claims(read_text("No group has claimed responsibility for the blast."))] == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The strikers' demands include higher pay and an inquiry.", "The strikers'", "higher pay and an inquiry"),
        (
            "Their demands have included an inquiry, the mayor's exit and a vote.",
            "Their",
            "an inquiry, the mayor's exit and a vote",
        ),
    ],
)
def test_demands_are_claims(text, source, content):
    claim, = find_claims(read_text(text))  # fmt: skip
    assert (text[slice(*claim.source)], text[slice(*claim.content[0])]) == (source.rstrip("'"), content)
    assert (claim.act, claim.stance) == ("speech", "calls for")


@pytest.mark.parametrize("piece", ["Their demands include a vote and ", "Holm said Diaz said “it rained” and "])
def test_claims_of_a_sentence_without_end_are_found_in_time_that_grows_with_it(piece):
    def seconds(times: int) -> float:
        document = read_text(piece * times)
        begun = time.process_time()
        find_claims(document)
        return time.process_time() - begun

    seconds(10)
    fastest = min(seconds(1600) for _ in range(2))  # what else runs at the same time is not counted
    assert fastest < 30 * max(seconds(200), 0.01)  # eight times as long; the square would be sixty-four


@pytest.mark.parametrize(
    "text", ["The demands include a vote.", "Their demands were met.", "The town's streets include two squares."]
)
def test_what_is_nobodys_demand(text):
    assert find_claims(read_text(text)) == []


def test_the_source_of_according_to_begins_behind_it():
    text = "The flood drowned 12 people, according to the Harbour Board, which has a list from nurses on the ground."
    claim = next(
        claim for claim in find_claims(read_text(text)) if claim.cue and text[slice(*claim.cue)] == "according to"
    )
    assert claim.source
    assert text[slice(*claim.source)].startswith("the Harbour Board")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was reported on Monday that the pier in Avel had fallen.", None),
        ("It has been reported that the pier in Avel had fallen.", None),
        ("It said on Monday that the pier in Avel had fallen.", "It"),
    ],
)
def test_nobody_is_it_that_was_reported(text, source):
    claim = find_claims(read_text(text))[0]
    assert (claim.source and text[slice(*claim.source)]) == source


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ferry was reported to have sunk off Avel.", "The ferry … to have sunk off Avel"),
        ("The captain is said to have left the ferry.", "The captain … to have left the ferry"),
    ],
)
def test_of_whom_something_is_said_is_no_source(text, content):
    claim = find_claims(read_text(text))[0]
    assert claim.source is None
    assert " … ".join(text[slice(*part)] for part in claim.content) == content


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Officers |responded| to multiple reports of a fire.", True),
        ("Officers |were answering| a call about a fight.", True),
        ("The guard |called off| its search.", True),
        ("Holm |was released| from jail.", True),
        ("Holm |recalled| its envoy to Orm.", True),
        ("Holm |responded| to questions about the report.", False),
        ("The port |released| a statement from its head.", False),
        ("Holm |called| the search off-limits.", False),
        ("Holm |answered| that no call had come.", False),
    ],
)
def test_what_somebody_did_is_no_statement(text, deed):
    document, (cue,) = marked(text)
    assert is_deed(document.tokens, cue) == deed


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("One boy was, according to |the fire service, among the dead|.", "the fire service"),
        ("One boy was, according to |Ann Diaz, a doctor|, among the dead.", "Ann Diaz , a doctor"),
        ("One boy was ill, according to |Ann Diaz, in a letter|.", "Ann Diaz , in a letter"),
    ],
)
def test_a_clause_goes_on_behind_who_interrupts_it(text, source):
    document, (given,) = marked(text)
    assert words(document, accorded(document.tokens, given, [(0, 3)])[0]) == source
