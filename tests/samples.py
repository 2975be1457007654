"""Tables made by hand, for tests of what comes after the engines: one article, many articles, none."""

from itertools import count, cycle

import pandas as pd

from analysis.tables import FLAG, OFFSET, OUTCOMES, SCHEMAS, SECTORS, STANCES, Tables, table

ANONYMOUS = {"kind": "unnamed person", "anonymous": True, "anonymity_reason": "not authorised to speak"}


def made(**rows: list[dict]) -> Tables:
    """Tables of the contract from rows by table name: what a row leaves out is false, 0 or missing."""
    frames = {}
    for name, schema in SCHEMAS.items():
        plain = {column: {FLAG: False, OFFSET: 0}[kind] for column, kind in schema.items() if kind in (FLAG, OFFSET)}
        frames[name] = table(name, [plain | row for row in rows.get(name, [])])
    return Tables(**frames)


def tokens(article: str, text: str, nouns: dict[str, str]) -> list[dict]:
    """Rows for some nouns of a text, given with their lemmas, all in its first sentence."""
    of = {"article_id": article, "pos": "NN"}
    return [
        {**of, "start": text.index(word), "end": text.index(word) + len(word), "word": word, "lemma": lemma}
        for word, lemma in nouns.items()
    ]


def none() -> Tables:
    return made()


def one() -> Tables:
    """An article with three figures (one of them vague, two without a source), four statements, three sources."""
    ferry = {"article_id": "ferry"}
    article = {
        **ferry, "title": "Ferries collide off Port Avel", "publisher": "The Avel Courier", "published": "2021-03-05",
        "text": "Two ferries collided off Port Avel, killing 14 passengers, the coast guard said.", "words": 13,
    }  # fmt: skip
    figure = {**ferry, "start": 44, "end": 46, "text": "14", "victims": "passengers", "victim_group": "civilian"}
    claim = {**ferry, "start": 0, "end": 80, "cue": "said", "act": "speech", "form": "indirect", "stance": "asserts"}
    guard, quill, sailor = ("ferry:s1", "ferry:s2", "ferry:s3")
    nouns = {"ferries": "ferry", "passengers": "passenger", "coast": "coast", "guard": "guard"}
    return made(
        articles=[article],
        sentences=[{**ferry, "part": "body", "end": 80}],
        tokens=tokens("ferry", article["text"], nouns),
        skipped=[{"path": "notes.txt", "reason": "empty", "detail": None}],
        casualties=[
            {**figure, "casualty_id": "ferry:f1", "outcome": "killed", "low": 14, "high": 14, "source_id": guard},
            {**figure, "casualty_id": "ferry:f2", "outcome": "missing", "low": 3, "text": "at least three"},
            {**figure, "casualty_id": "ferry:f3", "outcome": "wounded", "vague": True, "text": "dozens"},
        ],
        tolls=[
            {**ferry, "outcome": "killed", "low": 14, "best": 14, "high": 14, "figures": 1, "policy": "best"},
            {**ferry, "outcome": "missing", "low": 3, "best": 3, "figures": 1, "policy": "best"},
        ],
        claims=[
            {**claim, "claim_id": "ferry:c1", "source": "the coast guard", "source_id": guard},
            {**claim, "claim_id": "ferry:c2", "start": 20, "source": "it", "form": "direct", "stance": "warns",
             "source_id": guard},
            {**claim, "claim_id": "ferry:c3", "start": 40, "source": "he", "form": "mixed", "stance": "denies",
             "source_id": quill},
            {**claim, "claim_id": "ferry:c4", "start": 60, "source": "a sailor", "source_id": sailor},
        ],
        sources=[
            {**ferry, "source_id": guard, "name": "the coast guard", "kind": "named organization",
             "sector": "rescue or medical", "claims": 2, "figures": 1},
            {**ferry, "source_id": quill, "name": "Ada Quill", "kind": "named person", "sector": "business"},
            {**ferry, **ANONYMOUS, "source_id": sailor, "name": "a sailor", "sector": "witness or resident"},
        ],
    )  # fmt: skip


def many(articles: int = 300) -> Tables:
    """Articles of three publishers and of none over ten months, some without a date, with figures from 1 to 54,636."""
    rows: dict[str, list[dict]] = {name: [] for name in SCHEMAS}
    outcomes, sectors, stances = cycle(OUTCOMES), cycle(SECTORS), cycle(STANCES)
    forms, numbers = cycle(("direct", "mixed", "indirect", "indirect")), count(1)
    for i in range(articles):
        of = {"article_id": f"a{i:03}"}
        article, date = of["article_id"], pd.Timestamp("2020-01-01") + pd.Timedelta(days=i)
        noun = ("flood", "storm", "landslide", "hail")[i % 4]
        text = f"It rained and the {noun} came at night."
        rows["sentences"].append({**of, "part": "body", "end": len(text)})
        rows["tokens"] += tokens(article, text, {noun: noun, "night": "night"})
        rows["articles"].append({
            **of, "title": f"Article {i} on a long day of rain & <b>landslides</b> in $5m valley", "text": text,
            "publisher": ("Courier", "Daily Avel", "News Avel", None)[i % 4], "words": 100 + 7 * (i % 90),
            "published": None if i % 11 == 0 else date, "sentences": 1 + i % 30,
        })  # fmt: skip
        for s in range(1 + i % 3):
            named, withheld = (i + s) % 4 > 0, ANONYMOUS if (i + s) % 9 == 0 else {}
            rows["sources"].append({
                **of, "source_id": f"{article}:s{s}", "sector": next(sectors), "claims": 2,
                "name": f"Speaker {(i * s) % 40}" if named else "officials",
                "kind": "named person" if named else "unnamed group", **withheld,
            })  # fmt: skip
            for c in range(2):
                rows["claims"].append({
                    **of, "claim_id": f"{article}:c{s}{c}", "start": 5 * (i % 6), "end": 39,
                    "cue": ("said", "told", "warned")[c * s],
                    "source": "she", "content": "it rained", "form": next(forms), "act": "speech",
                    "stance": next(stances), "source_id": f"{article}:s{s}" if i % 7 else None,
                })  # fmt: skip
        for f in range(i % 5):
            n = int(1.11 ** (next(numbers) % 100)) + f
            low, high = ((n, n), (n, None), (None, n), (n, n * 3), (None, None))[(i + f) % 5]
            rows["casualties"].append({
                **of, "casualty_id": f"{article}:f{f}", "end": 2, "text": str(n), "victims": "people", "low": low,
                "high": high, "vague": low is high is None, "outcome": next(outcomes), "victim_group": "unknown",
                "source_id": f"{article}:s0" if f % 2 else None,
            })  # fmt: skip
        for outcome in OUTCOMES[: i % 3]:
            high = None if i % 5 == 0 else i * 2 + 2
            toll = {"low": i, "best": i + 2, "high": high, "figures": 2, "policy": "best"}
            rows["tolls"].append({**of, "outcome": outcome, **toll})
    return made(**rows)


def hostile() -> Tables:
    """Names and titles that try to break a page, a picture, a spreadsheet or a line: markup, mathematics, 400 letters,
    right-to-left script, a formula, a line break, nothing."""
    names = ["x" * 400, "$x_1$ & $\\frac{1}{0}$", "<b>bold</b><script>alert(1)</script>", "الناطق باسم الوزارة",
             "=HYPERLINK(\"http://a.example\")", "two\nlines", None, "word " * 80, "\u202eesrever", "名前" * 60]  # fmt: skip
    rows: dict[str, list[dict]] = {name: [] for name in SCHEMAS}
    for i, name in enumerate(names):
        of, figure = {"article_id": f"a{i}"}, {"text": name or "", "victims": name, "low": 10**i, "high": 10**i}
        rows["articles"].append({**of, "title": name, "publisher": name, "words": 10 * i, "text": "It rained."})
        rows["sources"].append({**of, "source_id": f"s{i}", "name": name, "kind": "named person", "sector": SECTORS[i]})
        rows["claims"].append({
            **of, "claim_id": f"c{i}", "start": i, "end": 10, "cue": name, "form": "direct", "act": "speech",
            "stance": STANCES[i], "source_id": f"s{i}",
        })  # fmt: skip
        rows["casualties"].append({
            **of, **figure, "casualty_id": f"f{i}", "outcome": OUTCOMES[i % 6], "reported_by": name, "source_id": f"s{i}",
        })  # fmt: skip
        rows["tolls"].append({**of, "outcome": "killed", "low": 1, "best": 10**i, "policy": "best"})
        rows["skipped"].append({"path": name, "reason": name or "empty"})
        for word in (name or "nothing").split():
            rows["tokens"].append({**of, "word": word, "lemma": word, "pos": "NN"})
        rows["sentences"].append({**of, "part": "body", "end": 10})
    return made(**rows)
