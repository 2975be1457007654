"""Where an article quotes."""

import pytest

from analysis.quotations import inside, quotations, runs_on


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no”, then “yes”.", ["“no”", "“yes”"]),
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("``Left,'' he said.", ["``Left,''"]),
        ("''Left,'' he said. ''We (two) ''", ["''Left,''", "''We (two) ''"]),
        ("He is 6'2'', she is 5'10'' tall.", []),
        ("He began: “We will", ["“We will"]),  # runs on over the paragraph
        ("he said.” Nothing opened it", []),
        ("“He called it “war”, she said", ["“He called it “war”"]),  # a mark that opens twice opens once
        ("no quotation", []),
        # single marks, and apostrophes that are none
        ("‘It’s four minutes,’ he said. ‘He knew.’", ["‘It’s four minutes,’", "‘He knew.’"]),
        ("The soldiers’ trucks and ‘a crime with an address’.", ["‘a crime with an address’"]),
        ("‘The judges’ court is closed,’ she said.", ["‘The judges’ court is closed,’"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘She said “no” to me,’ he said.", ["‘She said “no” to me,’"]),
        ("rock ’n’ roll in the ’60s", []),
    ],
)
def test_quotations(text, quoted):
    assert [text[start:end] for start, end in quotations(text, 0, len(text))] == quoted


def test_inside_gives_the_span_that_holds_a_position():
    assert inside(3, [(0, 2), (3, 5)]) == (3, 5)
    assert inside(2, [(0, 2), (3, 5)]) is None


def test_a_quotation_that_is_not_closed_runs_on():
    text = "He said: “We waited. “Then we left.”"
    assert runs_on(text, (9, 20))
    assert not runs_on(text, (21, len(text)))
