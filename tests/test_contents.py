"""Where a content begins and ends, and the clauses that nobody named stands behind."""

import pytest

from analysis.accounts import accounts
from analysis.claims import find_claims
from analysis.contents import own_words, undated, whole_phrase
from analysis.documents import read_text
from analysis.estimates import estimated
from analysis.hearsay import heard
from analysis.signatures import signed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("He told | voters that the dam was safe.", "that the dam was safe."),
        ("He told | the Harbour Echo the dam was safe.", "the dam was safe."),
        ("He said | on Monday the dam was safe.", "the dam was safe."),
        ("He announced | to reporters Diaz would stay.", "Diaz would stay."),
        ("He announced | to reporters that Diaz would stay.", "that Diaz would stay."),
        ("He vowed | to voters of the town.", "to voters of the town."),
        ("He said | in a letter to voters the dam was safe.", "in a letter to voters the dam was safe."),
        ("He said | at a briefing yesterday morning the dam was safe.", "the dam was safe."),
        ("He wrote | on Facebook on Monday there was a leak.", "there was a leak."),
        ("He commented | on the report that was found.", "on the report that was found."),
        ("He confessed | to stealing the boat in what was seen as a scandal.", "to stealing the boat"),
        ("He said | the dam was safe; repairs had cost a million.", "the dam was safe"),
        ("He denied | the theft, which shook the town.", "the theft"),
        ("He denied | the theft, calling it a rumour.", "the theft"),
        ("He denied | the theft, but", "the theft, but"),
        ("He blamed | the clerk, whose office was empty.", "the clerk"),
        ("He denied | the theft, but the board had seen it.", "the theft"),
        ("He spoke of | the theft, and how the board had seen it.", "the theft, and how the board had seen it."),
        ("He declined | the post and left the city.", "the post"),
        ("He said | the dam was safe, citing two engineers.", "the dam was safe"),
        ("He declared | the dam to be safe citing two engineers.", "the dam to be safe"),
        ("He said | a paper citing two engineers was wrong.", "a paper citing two engineers was wrong."),
        # a clause keeps what it says more, a noun phrase its examples, a quotation everything
        ("He said | the dam was safe and had been repaired.", "the dam was safe and had been repaired."),
        ("He denied | several thefts, including this one.", "several thefts, including this one."),
        ("He said | “a wall; a wall, which holds”.", "“a wall; a wall, which holds”."),
    ],
)
def test_the_writers_own_words_are_left_out(text, kept):
    cue = len(text[: text.index(" |")].split())
    document = read_text(text.replace("| ", ""))
    quoted = [document.token_range(span) for span in document.quotations]
    start, end = document.span(own_words(document, (1, cue), (cue, len(document.tokens)), quoted))
    assert document.text[start:end] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The storm, he said, sank the | old ferry on Monday.", "The storm, he said, sank the old ferry"),
        ("He said the storm sank a ferry and | drove off.", "He said the storm sank a ferry"),
        ("He praised the “ferry” and | “storm”.", "He praised the “ferry” and"),
        ("He had known all this | before the storm.", "He had known all this"),
        ("He denied any part | in it.", "He denied any part in it"),
        ("He denied any part | in it that night.", "He denied any part"),
    ],
)
def test_a_content_ends_with_a_whole_phrase(text, kept):
    document = read_text(text.replace("| ", ""))
    end = document.token_range((0, text.index("|") - 1))[1]
    assert document.text[slice(*document.span(whole_phrase(document.tokens, (0, end), [])))] == kept


def test_what_stands_in_front_of_a_cue_begins_with_its_sentence_unless_it_is_quoted():
    text = "“We stay.” The pier was hit, according to Holm."
    document = read_text(text)
    cue = document.token_range((text.index("according"), text.index("Holm")))
    quoted = [document.token_range(span) for span in document.quotations]
    assert own_words(document, cue, (0, 9), quoted) == (5, 9)
    assert own_words(document, cue, (0, 5), quoted) == (0, 5)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("The harbour master on Monday", "The harbour master"),
        ("The harbour master (east) late on Sunday evening", "The harbour master (east)"),
        ("She yesterday", "She"),
        ("Monday", "Monday"),
        # days that belong to what they stand behind
        ("A survey released on Friday", "A survey released on Friday"),
        ("Guests of a Sunday", "Guests of a Sunday"),
    ],
)
def test_the_day_of_a_statement_is_no_part_of_its_source(source, kept):
    document = read_text(source + " denied it.")
    end = document.token_range((0, len(source)))[1]
    start, end = document.span((0, undated(document.tokens[:end])))
    assert document.text[start:end] == kept


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two bridges reportedly fell in the storm.", ["Two bridges", "fell in the storm"]),
        ("The raid, allegedly ordered by the mayor, failed.", ["ordered by the mayor"]),
        ("Holm was jailed for allegedly robbing a shop.", ["robbing a shop"]),
        ("With the town reportedly empty, the army came in.", ["the town", "empty"]),
        ("The boat sank and three men reportedly drowned, but two swam ashore.", ["three men", "drowned"]),
        ("Holm had a licence for the guns he allegedly used.", ["he", "used"]),
        ("The mayor reportedly said the dam was safe.", []),
        ("“Two bridges reportedly fell,” Holm said.", []),
    ],
)
def test_the_clause_around_hearsay(text, parts):
    document = read_text(text)
    assert [text[slice(*document.span(part))] for _, found in heard(document) for part in found] == parts


def test_hearsay_is_a_hedged_statement_without_a_source():
    claim, = find_claims(read_text("Two bridges reportedly fell in the storm."))  # fmt: skip
    assert (claim.source, claim.act, claim.hedged, claim.form) == (None, "speech", True, "indirect")
    accusation, = find_claims(read_text("The mayor allegedly ordered the raid."))  # fmt: skip
    assert accusation.stance == "accuses"


@pytest.mark.parametrize("word", ["condemned", "praised", "rejected"])
def test_who_condemns_or_praises_speaks(word):
    claims = find_claims(read_text(f"The president {word} the attack on the harbour in a statement on Monday."))
    assert [claim.act for claim in claims] == ["speech"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The sea was calm. We slept.”\n— Ann Diaz, a diver", ("Ann Diaz", "—", "“The sea was calm. We slept.”")),
        ('"We left at noon."\n\n- The harbour master.\n\nThe rest stayed.', ("The harbour master", "-", '"We left at noon."')),
        ("“We left” – and Ann stayed.", None),
        ("“We left at noon” — Ann Diaz said", None),
        ("“We left at noon”, the crew said.", None),
    ],
)  # fmt: skip
def test_signed_quotations(text, found):
    document = read_text(text)
    cut = [tuple(text[slice(*document.span(part))] for part in one) for one in signed(document)]
    assert cut == ([found] if found else [])


def test_who_signs_a_quotation_is_its_source():
    text = "The storm took four boats.\n\n“The sea was calm. We slept until noon.”\n— Ann Diaz"
    claim, = find_claims(read_text(text))  # fmt: skip
    assert (claim.act, claim.form, text[slice(*claim.source)]) == ("speech", "direct", "Ann Diaz")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Echo put the toll at ten.", ("The Echo", "put", "the toll at ten")),
        (
            "A clerk at the port, who asked not to be named, had placed the number of missing people at about 300, but left.",
            ("A clerk at the port", "placed", "the number of missing people at about 300"),
        ),
        ("The army put its dead at ten and the rebels fled.", ("The army", "put", "its dead at ten")),
        ("The army put the guns at the gate.", None),
        ("The toll was put at ten.", None),
        ("He put out the fire at two.", None),
    ],
)
def test_who_puts_a_toll_at_a_number(text, found):
    document = read_text(text)
    assert [tuple(document.text[slice(*document.span(part))] for part in parts) for parts in estimated(document)] == (
        [found] if found else []
    )


def test_an_estimate_is_a_claim():
    claim, = find_claims(read_text("The Echo put the toll at ten."))  # fmt: skip
    assert (claim.act, claim.stance, claim.form) == ("speech", "asserts", "indirect")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Per the port, two boats sank.", [("the port", "Per", "two boats sank")]),
        ("By early reports on Sunday, two boats sank.", [("early reports on Sunday", "By", "two boats sank")]),
        ("Two boats sank, by the port's report.", [("the port's report", "by", "Two boats sank")]),
        ("A boat sank, with divers reporting two dead.", [("divers", "reporting", "two dead")]),
        ("Per day, two boats sank.", []),
        ("By noon, two boats sank.", []),
        ("Two boats were sunk by false reports.", []),
        ("A boat sank, with divers searching the bay.", []),
    ],
)
def test_statements_that_hang_on_a_preposition(text, found):
    document = read_text(text)
    cut = lambda part: document.text[slice(*document.span(part))]  # noqa: E731
    assert [tuple(map(cut, parts)) for parts in accounts(document)] == found
