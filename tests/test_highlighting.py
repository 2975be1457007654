import pytest
from bs4 import BeautifulSoup

from analysis import Tables, highlight
from analysis.highlighting import mark_up
from analysis.tables import SCHEMAS, table

TEXT = "Flood in Avel\n\nTwelve people died, Mayor Ada Quill said. She blamed the dam."
TITLE, BODY = TEXT.split("\n\n")


def span(record, role, part, text=TEXT):
    """The row of ``spans`` for the first place where ``part`` stands."""
    start = text.index(part)
    return {"article_id": "a", "record_id": f"a:{record}", "role": role, "start": start, "end": start + len(part)}


def soup(html):
    return BeautifulSoup(html, "html.parser")


def marks(html):
    """Each element of a mark: its role, its id, and the text in it."""
    return [(s["class"][0], s.get("id"), s.get_text()) for s in soup(html).find_all("span")]


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        # side by side
        ([("c1", "source", "Mayor Ada Quill"), ("c1", "cue", "said")],
         [("source", "c1", "Mayor Ada Quill"), ("cue", "c1-cue", "said")]),
        # one within the other
        ([("c1", "content", "Twelve people died"), ("f1", "figure", "Twelve people"), ("f1", "victims", "people")],
         [("content", "c1", "Twelve people died"), ("figure", "f1", "Twelve people"), ("victims", "f1-victims", "people")]),
        # over the same characters: the figure is within the content whatever the order of the rows
        ([("f1", "figure", "Twelve people died"), ("c1", "content", "Twelve people died")],
         [("content", "c1", "Twelve people died"), ("figure", "f1", "Twelve people died")]),
        # crossing: the later one is cut in two, and has one id
        ([("c1", "content", "Twelve people died"), ("c2", "content", "died, Mayor")],
         [("content", "c1", "Twelve people died"), ("content", "c2", "died"), ("content", None, ", Mayor")]),
        # a content in two parts
        ([("c1", "content", "Twelve people died"), ("c1", "content", "the dam")],
         [("content", "c1", "Twelve people died"), ("content", "c1-content", "the dam")]),
    ],
)  # fmt: skip
def test_marks_stand_over_the_characters_they_were_read_from(spans, marked):
    html = mark_up("a", TEXT, [span(*given) for given in spans]).html
    assert marks(html) == marked
    assert soup(html).get_text() == TEXT


def test_the_text_is_whole_whatever_is_marked():
    every = [
        {"article_id": "a", "record_id": f"a:c{start}-{end}", "role": "content", "start": start, "end": end}
        for start in range(0, len(BODY), 7)
        for end in range(start + 3, len(BODY), 11)
    ]
    html = mark_up("a", BODY, every).html
    assert soup(html).get_text() == BODY
    assert html.count("<span") == html.count("</span>")
    ids = [s["id"] for s in soup(html).find_all(id=True)]
    assert len(ids) == len(set(ids)) == len(every)


def test_paragraphs_are_those_of_the_layout_and_nothing_between_is_lost():
    text = "Flood in Avel\n\n***\n\nAVEL – Two died. Rain fell."
    sentences = [
        {"paragraph": 0, "part": "title", "start": 0, "end": 13},
        {"paragraph": 1, "part": "dateline", "start": 20, "end": 26},
        {"paragraph": 1, "part": "body", "start": 27, "end": 36},
    ]
    html = mark_up("a", text, [], sentences=sentences).html
    assert html == '<p class="title">Flood in Avel\n\n***</p>\n<p class="body">AVEL – Two died. Rain fell.</p>'


def test_a_mark_may_run_over_two_paragraphs():
    sentences = [
        {"paragraph": 0, "part": "title", "start": 0},
        {"paragraph": 1, "part": "body", "start": len(TITLE) + 2},
    ]
    html = mark_up("a", TEXT, [span("c1", "content", "Avel\n\nTwelve")], sentences=sentences).html
    assert marks(html) == [("content", "c1", "Avel"), ("content", None, "Twelve")]
    assert "<span" in html.split("</p>")[1]


def test_a_source_speaks_where_its_claims_name_it():
    spans = [span("c1", "content", "Twelve people died"), span("c1", "source", "Mayor Ada Quill"),
             span("c2", "content", "the dam")]  # fmt: skip
    claims = [{"claim_id": "a:c1", "source_id": "a:s1", "stance": "asserts", "form": "indirect"},
              {"claim_id": "a:c2", "source_id": "a:s2", "stance": None, "form": None}]  # fmt: skip
    sources = [{"source_id": "a:s1", "name": "Ada Quill"}, {"source_id": "a:s2", "name": None}]
    marked = mark_up("a", TEXT, spans, claims=claims, sources=sources)
    found = {name: text for _, name, text in marks(marked.html)}
    assert found["s1"] == "Mayor Ada Quill"
    assert found["s2"] == "the dam"  # nobody is named: where the claim begins
    assert marked.anchors == {"c1", "c2", "s1", "s2"}
    assert soup(marked.html).find(id="c1")["title"] == "Ada Quill, asserts, indirect"


def test_a_source_named_once_for_two_claims_is_marked_once():
    spans = [span("c1", "source", "Mayor Ada Quill"), span("c2", "source", "Mayor Ada Quill")]
    claims = [{"claim_id": f"a:{name}", "source_id": "a:s1", "stance": None, "form": None} for name in ("c1", "c2")]
    html = mark_up("a", TEXT, spans, claims=claims, sources=[{"source_id": "a:s1", "name": "Ada Quill"}]).html
    assert [name for _, name, _ in marks(html)] == ["s1", "c1", "c2"]


def test_records_of_a_page_are_named_behind_their_last_mark_and_lead_to_their_rows():
    spans = [
        span("c1", "content", "Twelve people died"),
        span("c1", "cue", "said"),
        span("f1", "figure", "Twelve people"),
    ]
    html = soup(mark_up("a", TEXT, spans, linked=True).html)
    refs = html.find_all("a")
    assert [(ref["href"], ref.get_text()) for ref in refs] == [("#row-f1", "f1"), ("#row-c1", "c1")]
    assert refs[0].find_parent("span")["id"] == "c1"
    assert refs[1].find_previous_sibling("span").get_text() == "said"
    assert refs[1].find_parent("span") is None


def test_everything_from_the_article_is_escaped():
    text = '<script>alert(1)</script> "><img src=x onerror=alert(2)> </style> {{ 7*7 }} & more'
    spans = [span("c1", "content", "script>alert(1)</script>", text)]
    claims = [{"claim_id": "a:c1", "source_id": "a:s1", "stance": "asserts", "form": "direct"}]
    html = mark_up("a", text, spans, claims=claims, sources=[{"source_id": "a:s1", "name": '"><b>x'}]).html
    assert soup(html).get_text() == text
    assert {tag.name for tag in soup(html).find_all()} == {"p", "span"}
    assert soup(html).find(id="c1")["title"] == '"><b>x, asserts, direct'


def tables():
    rows = {
        "articles": [{"article_id": i, "text": TEXT} for i in ("a", "b")],
        "spans": [span("f1", "figure", "Twelve people") | {"text": "Twelve people"}],
        "casualties": [{"casualty_id": "a:f1", "article_id": "a", "outcome": "killed", "low": 12, "high": 12}],
    }
    return Tables(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})


def test_a_notebook_shows_an_article_with_a_key_and_its_own_style():
    shown = highlight(tables(), "a")._repr_html_()
    assert "<style>" in shown
    assert [entry.span.get_text() for entry in soup(shown).select(".key li")] == [
        "figure", "victims", "source", "cue", "content",
    ]  # fmt: skip
    assert soup(shown).find(id="f1").get_text() == "Twelve people"


def test_the_first_article_is_shown_unless_another_is_asked_for():
    assert highlight(tables()).article_id == "a"
    assert marks(highlight(tables(), "b").html) == []
    with pytest.raises(KeyError, match="no article 'c'"):
        highlight(tables(), "c")
