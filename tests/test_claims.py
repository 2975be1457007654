"""What kind of claim it is: form, act, stance, hedges, negation and channel of an attribution."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution import Attribution
from analysis.claims import Claim, describe, form_of, head
from analysis.documents import Document, read_text
from analysis.stances import stance_of
from analysis.tables import ACTS, FORMS, STANCES

MARKS = {"[": "source", "<": "cue", "{": "content"}


def marked(text: str) -> tuple[Document, Attribution]:
    """A text in which [the mayor] <said> {the road is open}, and that attribution."""
    plain, spans, opened = "", {"source": [], "cue": [], "content": []}, None
    for sign in text:
        if sign in MARKS:
            opened = MARKS[sign], len(plain)
        elif sign in "]>}":
            role, start = opened
            spans[role].append((start, len(plain)))
        else:
            plain += sign
    document = read_text(plain)
    ranges = {role: [document.token_range(span) for span in found] for role, found in spans.items()}
    source = ranges["source"][0] if ranges["source"] else None
    return document, Attribution(ranges["cue"][0], source, ranges["content"], 0.9, [0.9] * 5)


def described(text: str) -> Claim:
    return describe(*marked(text))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        # the cue tells
        ("[The army] <denied> {shelling the market}.", "denies"),
        ("[The mayor] <accused> {the army of shelling the market}.", "accuses"),
        ("[The minister] <warned> {that food would run out}.", "warns"),
        ("[The minister] <promised> {that aid would come}.", "promises"),
        ("[The envoy] <urged> {both sides to stop firing}.", "calls for"),
        ("[The spokeswoman] <confirmed> {that two officers had died}.", "confirms"),
        ("[The president] <condemned> {the attack on the school}.", "condemns"),
        ("[The group] <claimed> {responsibility for the blast}.", "claims responsibility"),
        ("[Residents] <alleged> {that guards had beaten two boys}.", "accuses"),
        ("[The mayor] <asked> {who would pay for the bridge}.", "questions"),
        ("[The mayor] <asked> {that the bridge be closed}.", "calls for"),
        ("[The mayor] <asked> {both engineers to close the bridge}.", "calls for"),
        ("[The mayor] <asked> {whether to close the bridge}.", "questions"),
        ("[The doctor] <said> {the ward was full}.", "asserts"),
        # the cue does not tell, the content does
        ("[The minister] <said> {the report was fabricated}.", "denies"),
        ("[The mayor] <said> {the company was to blame for the flood}.", "accuses"),
        ("[The company] <claimed> {its rival had bribed two inspectors}.", "accuses"),
        ("[The company] <claimed> {its ferries were full}.", "asserts"),
        ("[The bishop] <said> {the killing was a heinous act}.", "condemns"),
        ("[The teacher] <said> {the speed limit should be lowered}.", "calls for"),
        ("“{We will rebuild the school},” [the governor] <said>.", "promises"),
        ("[The engineer] <said> {the dam was at risk of breaking}.", "warns"),
        ("[The king] <said> {he was deeply saddened}.", "other"),
        ("“{Where are the boats?}” [the captain] <said>.", "questions"),
    ],
)
def test_stance(text, stance):
    assert described(text).stance == stance


def test_only_the_opening_of_a_content_tells_its_stance():
    long = "the road runs along the river, " * 12 + "and the bridge should be closed"
    assert stance_of("asserts", "say", long) == "asserts"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{“It is over,”} [she] <said>.", "direct"),
        ("{“It is over,”} [she] <said>, {“for all of us.”}", "direct"),
        ("[She] <said> {it was “all over” for the town}.", "mixed"),
        ("[She] <said> {it was all over for the town}.", "indirect"),
    ],
)
def test_form(text, form):
    assert described(text).form == form


@pytest.mark.parametrize(
    ("content", "quoted", "form"),
    [
        ([(0, 3)], [], "indirect"),  # no word at all
        ([(4, 9)], [(4, 9)], "direct"),
        ([(4, 14)], [(4, 9)], "mixed"),
        ([(4, 9), (10, 14)], [(4, 9), (10, 14)], "direct"),
        ([(10, 14)], [(4, 9)], "indirect"),
    ],
)
def test_form_by_spans(content, quoted, form):
    assert form_of("... words more", content, quoted) == form


def test_hedges_and_negation():
    plain = described("[The mayor] <said> {the road was open}.")
    assert (plain.hedged, plain.negated) == (False, False)
    assert described("[The mayor] did not <say> {that the road was open}.").negated
    assert described("[The dam] was reportedly <said> {to be damaged}.").hedged
    assert described("[The mayor] <said> {perhaps the dam was damaged}.").hedged


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("[The ministry] <said> in a written statement {that two bridges had fallen}.", "written statement"),
        ("[She] <wrote> on Twitter {that two bridges had fallen}.", "Twitter"),
        ("[He] <told> reporters at a news conference {that two bridges had fallen}.", "news conference"),
        ("[He] <said> on Monday {that two bridges had fallen}.", None),
    ],
)
def test_the_channel_is_where_it_was_said(text, channel):
    assert described(text).channel == channel


def test_spans_leave_out_the_commas_around_them():
    document, found = marked("[The mayor ,] <said> {, the road is open ,} on Monday.")
    claim = describe(document, found)
    assert [document.text[a:b] for a, b in (claim.source, *claim.content)] == ["The mayor", "the road is open"]


def test_the_head_of_a_cue_is_its_verb_or_its_verb_with_a_particle():
    document = read_text("The group has claimed responsibility for the blast.")
    assert head(document.tokens, (2, 4)) == "claim responsibility"
    assert head(document.tokens, (3, 4)) == "claim responsibility"


pieces = st.sampled_from(
    [
        "said ",
        "SAID ",
        "“",
        "”",
        '"',
        "’",
        "\n- ",
        "SMITH: ",
        ", ",
        ".",
        "?",
        "in a statement ",
        "not ",
        "We will ",
        "1) ",
        "— ",
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=40).map("".join), st.data())
def test_any_attribution_is_borne(text, data):
    document = read_text(text + " .")
    ranges = st.integers(0, len(document.tokens) - 1).flatmap(
        lambda a: st.tuples(st.just(a), st.integers(a + 1, len(document.tokens)))
    )
    cue, source = data.draw(ranges), data.draw(st.none() | ranges)
    content = data.draw(st.lists(ranges, min_size=1, max_size=3))
    claim = describe(document, Attribution(cue, source, content, 0.4, [0.5] * 5))
    assert claim.form in FORMS
    assert claim.act in ACTS
    assert claim.stance in STANCES


@pytest.mark.parametrize("piece", ["“a” b ", '" ', "word ", "“A” SAID B. "])
def test_time_grows_with_the_length_only(piece):
    def seconds(times: int) -> float:
        document = read_text(piece * times)
        last = len(document.tokens)
        begun = time.process_time()
        for _ in range(5):
            describe(document, Attribution((0, 1), None, [(0, last)], 0.9, [0.9] * 5))
        return time.process_time() - begun

    seconds(10)
    fastest = min(seconds(1600) for _ in range(3))  # what else runs at the same time is not counted
    assert fastest < 30 * max(seconds(200), 0.01)  # eight times as long; the square would be sixty-four
