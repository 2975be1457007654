"""How far two annotators of the same articles agree, and where they do not. A program may be one of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.evaluation.coefficients import MEASURES, coefficients, f1, resamples
from analysis.evaluation.matching import FIELDS, MAIN, covered, match_records, matches, with_source
from analysis.tables import IDS, ROLES, Tables

WORD = re.compile(r"\w+|[^\w\s]")
ENOUGH = 10  # articles from which whole articles are drawn anew; fewer would say little of what others would do
UNITS = {"casualties": "figures", "claims": "claims"}
COLUMNS = ("what", "unit", "n", "first", "second", *MEASURES, "f1")


def agreement(
    first: Tables, second: Tables, *, per_article: bool = False, samples: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """How far two annotators agree, by role and by label.

    Parameters
    ----------
    first, second : tables of the same articles, as ``read_gold`` or ``tabulate`` gives them; articles that one of them
        lacks are left out
    per_article : rows for each article instead of all together
    samples, seed : of the bootstrap behind the intervals; 0 samples leaves them missing

    Returns
    -------
    DataFrame, a row a role and a row a label: ``article_id``, where each article was asked for; ``what``, the role (source,
    cue ...) or the label (outcome, stance ...); ``unit``, what was labelled, and ``n``, how many: of a role all words of the
    text, each inside or outside; of a label the claims or figures that both marked, matched as in ``match_records``;
    ``first``, ``second``, how many stretches each marked; ``observed``, ``kappa``, ``alpha``, ``ac1``, see
    ``coefficients``; ``f1`` of stretches matched one to one at half of their joint characters, for roles; and for each
    of these its ``_low`` and ``_high``, between which 95 of 100 resamples lie. Drawn anew are articles where there are ten
    or more, else paragraphs, so that words of one text do not count as independent.

    >>> from analysis.tables import table
    >>> empty = Tables(**{name: table(name) for name in Tables.__annotations__})
    >>> agreement(empty, empty).empty
    True
    """
    first, second = _of_both(first, second)
    ids = list(first.articles["article_id"])
    frames = [frame for of in (first, second) for frame in (of.casualties, of.claims)]
    if not ids or all(frame.empty for frame in frames):
        return pd.DataFrame(columns=list(COLUMNS))
    counted = list(_counted(first, second, ids))
    rows = [
        ({"article_id": articles[0]} if per_article else {})
        | _row(one.of(articles, len(articles) >= ENOUGH), samples, seed)
        for articles in ([[one] for one in ids] if per_article else [ids])
        for one in counted
    ]
    return pd.DataFrame(rows).query("n > 0").reset_index(drop=True)


def _of_both(first: Tables, second: Tables) -> tuple[Tables, Tables]:
    """The tables of the articles that both have."""
    held = [set(of.articles["article_id"]) for of in (first, second)]
    return first.of(held[0] & held[1]), second.of(held[0] & held[1])


class _Counted:
    """Counts of one role or label, for each paragraph of each article."""

    def __init__(self, what: str, unit: str, labels: int) -> None:
        self.what, self.unit, self.labels = what, unit, labels
        self.tables: dict[tuple[str, int], np.ndarray] = defaultdict(lambda: np.zeros((3, labels)))
        self.spans: dict[tuple[str, int], np.ndarray] = defaultdict(lambda: np.zeros(3))  # matched, first, second

    def of(self, articles: list[str], whole: bool) -> tuple[str, str, np.ndarray, np.ndarray]:
        """Counts of some articles, a row for each unit that is drawn anew: an article or a paragraph."""
        keys = [key for key in {*self.tables, *self.spans} if key[0] in set(articles)]
        units = {one: i for i, one in enumerate(sorted({key[0] if whole else key for key in keys}))}  # type: ignore[type-var]
        tables, spans = np.zeros((len(units), 3, self.labels)), np.zeros((len(units), 3))
        for key in keys:
            at = units[key[0] if whole else key]
            tables[at] += self.tables.get(key, 0)
            spans[at] += self.spans.get(key, 0)
        return self.what, self.unit, tables, spans


def _row(counted: tuple[str, str, np.ndarray, np.ndarray], samples: int, seed: int) -> dict:
    what, unit, tables, spans = counted
    total, of_spans = tables.sum(0), spans.sum(0)
    is_role = unit == "words"
    row = {"what": what, "unit": unit, "n": int(total[1].sum())}
    row |= {"first": int(of_spans[1]), "second": int(of_spans[2])} if is_role else {"first": pd.NA, "second": pd.NA}
    values = coefficients(total) | {"f1": f1(*of_spans) if is_role else np.nan}
    row |= {name: float(value) for name, value in values.items()}
    if samples and len(tables):
        drawn = resamples(len(tables), samples, seed)
        again = coefficients(np.tensordot(drawn, tables, 1))
        again["f1"] = f1(*(drawn @ spans).T) if is_role else np.full(samples, np.nan)
        for name, resampled in again.items():
            known = resampled[~np.isnan(resampled)]
            low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
            row |= {f"{name}_low": float(low), f"{name}_high": float(high)}
    return row


def _counted(first: Tables, second: Tables, ids: list[str]) -> Iterator[_Counted]:
    texts = dict(zip(first.articles["article_id"], first.articles["text"], strict=True))
    spans = [dict(iter(of.spans.groupby("article_id"))) for of in (first, second)]
    for role in ROLES:
        counted = _Counted(role, "words", 2)
        for one in ids:
            own = [held[one][held[one]["role"] == role] if one in held else None for held in spans]
            _count_role(counted, one, texts[one], *(_places(rows) for rows in own))
        if any(counts[1:].any() for counts in counted.spans.values()):
            yield counted
    for name, labels in FIELDS.items():
        matched = match_records(first, second, name)
        mine, theirs = matched.paired()
        of = [with_source(tables, rows) for tables, rows in ((first, mine), (second, theirs))]
        for label in labels:
            pair = [held[label] for held in of]
            if pair[0].notna().any() or pair[1].notna().any():
                yield _count_labels(label, UNITS[name], mine, pair[0], pair[1], texts)


def _places(rows: pd.DataFrame | None) -> list[tuple[int, int]]:
    return [] if rows is None else sorted(set(zip(rows["start"].astype(int), rows["end"].astype(int), strict=True)))


def _count_role(counted: _Counted, one: str, text: str, mine: list, theirs: list) -> None:
    """Words inside and outside the stretches of both, and stretches matched, by the paragraph they begin in."""
    covers = [covered(text, spans) for spans in (mine, theirs)]
    lines = _lines(text)
    for word in WORD.finditer(text):
        _count(counted, (one, _paragraph(lines, word.start())), *(int(word.start() in cover) for cover in covers))
    found = matches([covered(text, [span]) for span in mine], [covered(text, [span]) for span in theirs])
    for column, starts in enumerate(([mine[i] for i, _ in found], mine, theirs)):
        for start, _ in starts:
            counted.spans[one, _paragraph(lines, start)][column] += 1


def _count(counted: _Counted, key: tuple[str, int], a: int, b: int) -> None:
    counts = counted.tables[key]
    counts[0, a] += a == b
    counts[1, a] += 1
    counts[2, b] += 1


def _lines(text: str) -> list[int]:
    """Where the lines with words begin: the paragraphs of a text."""
    return [line.start() for line in re.finditer(r"\S.*", text)]


def _paragraph(lines: list[int], place: int) -> int:
    return bisect_right(lines, place)


def _count_labels(
    label: str, unit: str, rows: pd.DataFrame, one: pd.Series, other: pd.Series, texts: dict[str, str]
) -> _Counted:
    codes, found = pd.factorize(pd.concat([one.astype(object), other.astype(object)]).fillna("not said"))
    counted = _Counted(label, unit, len(found))
    lines = {article: _lines(texts[article]) for article in rows["article_id"].unique()}
    places = zip(rows["article_id"], rows["start"], strict=True)
    for (article, start), a, b in zip(places, codes[: len(one)], codes[len(one) :], strict=True):
        _count(counted, (article, _paragraph(lines[article], start)), a, b)
    return counted


def differences(first: Tables, second: Tables) -> pd.DataFrame:
    """Where two annotators of the same articles differ, in the order of the text.

    Returns
    -------
    DataFrame, a row a difference: ``article_id``, ``start``, ``end`` and ``text`` of the place; ``what``: "claim" or
    "figure" that one of them alone has, "extent of content" and the like where a matched record holds other words, or
    the label that differs; ``first`` and ``second``, what each has, missing where nothing.
    """
    first, second = _of_both(first, second)
    rows = []
    for name, singular in (("claims", "claim"), ("casualties", "figure")):
        matched = match_records(first, second, name)
        for column, alone in zip(("first", "second"), matched.alone(), strict=True):
            words = alone["content" if name == "claims" else "text"]
            rows += [
                {"article_id": row.article_id, "start": row.start, "end": row.end, "what": singular, column: said}
                for row, said in zip(alone.itertuples(), words, strict=True)
            ]
        rows += _unlike(first, second, matched.paired(), name)
    texts = dict(zip(first.articles["article_id"], first.articles["text"], strict=True))
    order = {one: i for i, one in enumerate(texts)}
    rows.sort(key=lambda row: (order[row["article_id"]], row["start"], row["what"]))
    columns = ["article_id", "start", "end", "text", "what", "first", "second"]
    return pd.DataFrame(
        [row | {"text": texts[row["article_id"]][row["start"] : row["end"]]} for row in rows], columns=columns
    ).astype({"first": "str", "second": "str"})


def _unlike(
    first: Tables, second: Tables, paired: tuple[pd.DataFrame, pd.DataFrame], name: str
) -> Iterator[dict[str, object]]:
    """What differs between matched records: the words of a role, or a label."""
    of = [with_source(tables, rows) for tables, rows in zip((first, second), paired, strict=True)]
    spans = [_words(tables, rows, name) for tables, rows in zip((first, second), paired, strict=True)]
    for i, row in enumerate(paired[0].itertuples()):
        place = {"article_id": row.article_id, "start": row.start, "end": row.end}
        for role in spans[0][i].keys() | spans[1][i].keys():
            one, other = spans[0][i].get(role), spans[1][i].get(role)
            if one != other:
                yield {**place, "what": f"extent of {role}", "first": one and one[1], "second": other and other[1]}
        for label in FIELDS[name]:
            one, other = (None if pd.isna(held[label][i]) else held[label][i] for held in of)
            if one != other:
                yield {**place, "what": label, "first": one, "second": other}


def _words(tables: Tables, rows: pd.DataFrame, name: str) -> list[dict[str, tuple[list, str]]]:
    """For each record, by role, the places and words of its stretches; a figure's own place decided the match."""
    held: dict[str, dict[str, tuple[list, str]]] = defaultdict(dict)
    wanted = tables.spans[
        tables.spans["record_id"].isin(rows[IDS[name]]) & (tables.spans["role"] != MAIN["casualties"])
    ]
    for key, spans in wanted.groupby(["record_id", "role"], observed=True):
        record, role = map(str, key if isinstance(key, tuple) else ())
        places = list(zip(spans["start"], spans["end"], strict=True))
        held[record][role] = (places, " … ".join(spans["text"]))
    return [held[record] for record in rows[IDS[name]]]
