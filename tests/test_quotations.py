"""Where an article quotes."""

import pytest

from analysis.quotations import inside, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no”, then “yes”.", ["“no”", "“yes”"]),
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("``Left,'' he said.", ["``Left,''"]),
        ("He began: “We will", ["“We will"]),  # runs on over the paragraph
        ("he said.” Nothing opened it", []),
        ("“He called it “war”, she said", ["“He called it “war”"]),  # a mark that opens twice opens once
        ("no quotation", []),
    ],
)
def test_quotations(text, quoted):
    assert [text[start:end] for start, end in quotations(text, 0, len(text))] == quoted


def test_inside_gives_the_span_that_holds_a_position():
    assert inside(3, [(0, 2), (3, 5)]) == (3, 5)
    assert inside(2, [(0, 2), (3, 5)]) is None
