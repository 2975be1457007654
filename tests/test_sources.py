"""Who a source is: one source however it is called, and what the article tells of it."""

import re
import time

import pandas as pd
import pytest

from analysis.claims import Claim, find_claims
from analysis.documents import read_document
from analysis.sources import Source, resolve_sources


def document_of(text: str, publisher: str | None = None):
    row = {"article_id": "a", "text": text, "title": None, "place": None, "publisher": publisher, "published": None}
    return read_document(pd.Series(row))


def claim_of(source: tuple[int, int] | None, content: list[tuple[int, int]]) -> Claim:
    return Claim(0, source, None, content, "indirect", "speech", "asserts", False, False, None, 1.0)


def resolved(marked: str, publisher: str | None = None) -> list[Source]:
    """The source of every stretch in [brackets], as if claims stood there; “quotes” are content of the next one."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            spans.append((len(text), len(text) + len(part) - 2))
        text += part.strip("[]")
    quotes = [m.span() for m in re.finditer("“[^”]*”", text)]
    claims = [claim_of(span, []) for span in spans]
    for quote in quotes:  # a quotation is said by the next source behind it that stands in no quotation
        for claim in claims:
            if claim.source[0] >= quote[1]:
                claim.content.append(quote)
                break
    sources, of_claim = resolve_sources(document_of(text, publisher), claims)
    return [sources[i] for i in of_claim]


def names(marked: str, publisher: str | None = None) -> list[str]:
    return [source.name for source in resolved(marked, publisher)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Anna Moreau], mayor of Vellin, said no. [She] said it again.", ["Anna Moreau", "Anna Moreau"]),
        ("[Anna Moreau] said no. Later [Moreau] said yes.", ["Anna Moreau", "Anna Moreau"]),
        # the full name comes later
        ("[Moreau] is to resign.\n\nMayor [Anna Moreau] said so on Friday.", ["Anna Moreau", "Anna Moreau"]),
        ("When [he] arrived, Peter Holm said nothing.", ["Peter Holm"]),
        # pronouns by gender: the nearer name does not fit
        ("[Anna Moreau] met Peter Holm on Friday. [She] said it rained.", ["Anna Moreau", "Anna Moreau"]),
        # a name inside a quotation is further away than the one who quotes it
        ("“Peter Holm lied,” [John Reyes] said. [He] said it twice.", ["John Reyes", "John Reyes"]),
        # two of the same surname
        ("[Anna Moreau] agreed. [Paul Moreau] did not, [he] said.", ["Anna Moreau", "Paul Moreau", "Paul Moreau"]),
        ("The [World Harbour Organization (WHO)] warned. [The WHO] said no more.", ["World Harbour Organization"] * 2),
        ("[The Coastal Observatory for Rights] said so. [COR] repeated it.", ["Coastal Observatory for Rights"] * 2),
        ("The Coastal Observatory for Rights met. [The Observatory] said so.", ["Coastal Observatory for Rights"]),
        ("[The Fisheries Ministry] denied it. [The ministry] would not say more.", ["Fisheries Ministry"] * 2),
        ("[The Vellin Echo newspaper] praised it. [It] criticised the rest.", ["Vellin Echo", "Vellin Echo"]),
        ("[The Vellin Echo newspaper] praised it. [The newspaper] named no one.", ["Vellin Echo", "Vellin Echo"]),
        ("[Regional governor Peter Holm] spoke. [The governor] promised aid.", ["Peter Holm", "Peter Holm"]),
        ("[The governor] promised aid.\n\nProvincial governor [Peter Holm] said so.", ["Peter Holm", "Peter Holm"]),
        ("[The ministry's spokesman], Peter Holm, said no.", ["Peter Holm"]),
        ("[Residents] saw it. [They] said it was loud.", ["residents", "residents"]),
        ("“I saw it,” [Anna Moreau] said. “[I] told him so.”", ["Anna Moreau", "Anna Moreau"]),
    ],
)  # fmt: skip
def test_one_source_under_many_names(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A security source] spoke. [Another security source] denied it.", ["security source", "security source"]),
        ("[Peter Holm], director of the Port Board, agreed. [The Port Board] did not.", ["Peter Holm", "Port Board"]),
        ("[Officials] said it was safe. [Iraqi officials] disagreed.", ["officials", "Iraqi officials"]),
        ("[The deputy governor] objected. [The governor] did not.", ["deputy governor", "governor"]),
    ],
)  # fmt: skip
def test_two_sources_stay_two(text, expected):
    first, second = resolved(text)
    assert first is not second
    assert [first.name, second.name] == expected


def test_the_same_unnamed_source_is_one():
    a, b, c = resolved("[A security source] said so. [The source] added more. [The security source] left.")
    assert a is b is c


def test_a_claim_without_source_has_none():
    document = document_of("It was reported that the port is shut. The mayor said no.")
    sources, of_claim = resolve_sources(document, [claim_of(None, [(17, 37)]), claim_of((39, 48), [])])
    assert ([source.name for source in sources], of_claim) == (["mayor"], [None, 0])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[Gen. Peter Holm] said so.", "Gen."),
        ("[Vellin provincial governor Peter Holm] said so.", "Vellin provincial governor"),
        ("[Peter Holm], director of the Coastal Observatory, said so.", "director of the Coastal Observatory"),
        ("[Mr. Holm] agreed. Peter Holm, a harbour engineer, left.", "harbour engineer"),
        ("[President of Ukraine Peter Holm] said so.", "President of Ukraine"),
        ("[Peter Holm] said so.", None),
    ],
)
def test_title(text, title):
    (source,) = resolved(text)
    assert (source.name.split()[-1], source.title) == ("Holm", title)


@pytest.mark.parametrize(
    ("source", "kind", "sector", "anonymous"),
    [
        ("Defence Minister Anna Moreau", "named person", "government", False),
        ("Colonel Peter Holm", "named person", "military", False),
        ("Professor Peter Holm of Vellin University", "named person", "expert", False),
        ("Taliban spokesman Peter Holm", "named person", "armed group", False),
        ("Peter Holm", "named person", None, False),
        ("Iran", "named organization", "government", False),
        ("the Vellin Police Department", "named organization", "police", False),
        ("police", "named organization", "police", False),
        ("the Red Cross", "named organization", "ngo", False),
        ("Reuters", "named organization", "media", False),
        ("a security source", "unnamed person", "government", True),
        ("a hospital official", "unnamed person", "rescue or medical", True),
        ("a military spokesman", "unnamed person", "military", True),
        ("a witness", "unnamed person", "witness or resident", True),
        ("the French president", "unnamed person", "government", False),  # not named, yet not withheld
        ("officials", "unnamed group", "government", True),
        ("one MP", "unnamed person", "government", True),
        ("two police officers", "unnamed group", "police", True),
        ("residents", "unnamed group", "witness or resident", False),
        ("several news agencies", "unnamed group", "media", False),
        ("opposition activists", "unnamed group", "political party", False),
        ("a report by the Health Ministry", "document", "government", False),
        ("a new poll", "document", "expert", False),
        ("a letter", "document", None, False),
    ],
)
def test_kind_sector_and_anonymity(source, kind, sector, anonymous):
    (found,) = resolved(f"The port would open on Friday, [{source}] said.")
    assert (found.kind, found.sector, found.anonymous) == (kind, sector, anonymous)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[An official] said so on condition of anonymity.", "on condition of anonymity"),
        (
            "[An official], who was not authorised to speak publicly, said so.",
            "who was not authorised to speak publicly",
        ),
        (
            "[An aide] said so. She asked not to be named because talks go on.",
            "asked not to be named because talks go on",
        ),
        ("[An official] said so.", None),
    ],
)
def test_the_reason_for_anonymity_is_in_the_words_given(text, reason):
    (source,) = resolved(text)
    assert (source.anonymous, source.anonymity_reason) == (True, reason)


def test_a_named_source_beside_an_anonymous_one_stays_named():
    official, minister = resolved("[An official] said so on condition of anonymity. [Minister Anna Moreau] denied it.")
    assert (official.anonymity_reason, minister.anonymous, minister.anonymity_reason) == (
        "on condition of anonymity",
        False,
        None,
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Some residents] said no.", "residents"),
        ("[A number of lawmakers] said no.", "lawmakers"),
        ("[Officials in Lisbon] said no.", "officials in Lisbon"),
        ("The Port Board issued a statement. [The statement] said no.", "Port Board statement"),
        ("[Anna Moreau's letter] said no.", "Anna Moreau's letter"),
        ("[Anna Moreau and Peter Holm] said no.", "Anna Moreau and Peter Holm"),
    ],
)
def test_name_of_an_unnamed_source_is_its_description(text, name):
    assert names(text)[-1] == name


def test_the_author_speaks_outside_quotations():
    assert resolved("[We] asked twice.", "The Vellin Echo") == [
        Source("The Vellin Echo", None, "named organization", "media", False, None)
    ]
    assert names("[I] asked twice.") == ["author"]


def test_two_claims_that_quote_each_other_end():
    document = document_of("I said we said it.")
    first, second = claim_of((0, 1), [(7, 18)]), claim_of((7, 9), [(0, 6)])
    sources, of_claim = resolve_sources(document, [first, second])
    assert {sources[i].name for i in of_claim if i is not None} == {"author"}


@pytest.mark.parametrize("span", [(0, 0), (3, 4), (0, 1), (0, 12), (12, 19)])
def test_any_span_is_borne(span):
    resolve_sources(document_of("“No”, — she, and 7 of"), [claim_of(span, [])])


def test_time_grows_with_the_length_only():
    paragraph = "[Anna Moreau] met officials. [She] said no. [The minister] left, [a source] said. [Residents] fled."
    text = paragraph.replace("[", "").replace("]", "") + "\n\n"
    starts = [m.start() - 2 * i for i, m in enumerate(re.finditer(r"\[", paragraph))]
    words = [m.group()[1:-1] for m in re.finditer(r"\[[^\]]*\]", paragraph)]

    def seconds(times: int) -> float:
        document = document_of(text * times)
        spans = [
            (k * len(text) + s, k * len(text) + s + len(w))
            for k in range(times)
            for s, w in zip(starts, words, strict=True)
        ]
        claims = [claim_of(span, []) for span in spans]
        begun = time.process_time()
        resolve_sources(document, claims)
        return time.process_time() - begun

    seconds(5)
    assert seconds(400) < 20 * max(seconds(50), 0.01)  # eight times as long; the square would be sixty-four


@pytest.mark.shared
def test_the_first_article(shared):
    """The article that the project began with: who speaks in it."""
    document = document_of((shared / "seeds" / "000_34b5803d5f826c90.txt").read_text(encoding="utf8"))
    sources, _ = resolve_sources(document, find_claims(document))
    by_name = {source.name: source for source in sources}
    assert {"Syrian Observatory for Human Rights", "Rami Abdul Rahman", "Mohammad Zaal Al Ali", "Al Watan"} <= set(
        by_name
    )
    assert {"security source", "officials", "Iraqi officials"} <= set(by_name)
    assert by_name["Rami Abdul Rahman"].title == "director of the Syrian Observatory for Human Rights"
    assert by_name["security source"].anonymity_reason == "on condition of anonymity"


@pytest.mark.shared
@pytest.mark.parametrize(("field", "least"), [("speaker", 0.92), ("kind", 0.92), ("anonymous", 0.96), ("sector", 0.77)])
def test_agreement_with_the_annotations(shared_lines, field, least):
    """On the sources of eighteen annotated articles, the source phrases given; the share that agrees."""
    right = []
    for article in shared_lines("conflict-gold-dev.jsonl.gz"):
        document = document_of(article["text"])
        spans = [
            (tuple(c["source"]) if c["source"] else None, [tuple(part) for part in c["content"]])
            for c in article["claims"]
        ]
        sources, of_claim = resolve_sources(document, [claim_of(*span) for span in spans])
        for gold, i in zip(article["claims"], of_claim, strict=True):
            if gold["speaker"] and i is not None:
                right.append(
                    _shares_words(gold["speaker"], sources[i].name)
                    if field == "speaker"
                    else getattr(sources[i], field) == gold[field]
                )
    assert sum(right) / len(right) >= least


def _shares_words(gold: str, name: str) -> bool:
    wanted = set(re.findall(r"\w+", gold.lower())) - {"the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "s"}
    return len(wanted & set(re.findall(r"\w+", name.lower()))) >= len(wanted) / 2
