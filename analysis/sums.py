"""What is counted of all articles of a collection, part after part: a page can tell of more articles than memory holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from analysis.charts import summaries
from analysis.choosing import chosen
from analysis.partitions import Partitions
from analysis.partitions.reading import is_parted
from analysis.progress import Progress, Step
from analysis.selection import open_tables
from analysis.tables import Tables, table, write_frames

WAITING = 20  # sums of parts before they are made one: a few for speed, not all for memory
MARKED = 1000  # tolls that a chart over time can mark, and a page hold
NEEDED = {
    "articles": ["article_id", "title", "publisher", "published", "words"],
    "casualties": ["article_id", "outcome", "victim_group", "reported_by", "source_id"],
    "tolls": ["article_id", "outcome", "low", "best", "high", "figures", "policy"],
    "claims": ["claim_id", "article_id", "source", "form", "act", "stance", "hedged", "negated", "source_id"],
    "sources": ["source_id", "article_id", "name", "kind", "sector", "anonymous"],
}
# What the rows of each sum are, and what is added up
ADDED = {
    "publishers": (["publisher"], ["articles", "words", "figures", "statements", "with_figures", "with_statements"]),
    "statements": (["sector", "form", "stance", "hedged", "denied"], ["statements"]),
    "statements_by_day": (["day", "sector"], ["statements"]),
    "figures": (["outcome", "victims", "sector", "standing"], ["figures"]),
    "figures_by_day": (["day", "outcome"], ["figures"]),
    "sources": (["sector", "standing"], ["sources"]),
    "unnamed": (["standing", "sector", "articles", "statements"], ["voices"]),
}
VOICE = ["voice", "name", "standing", "sector", "articles", "statements", "voices"]
INDEXED = ["article_id", "path", "publisher", "published"]
Rows = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Sums:
    """All articles of a collection in small tables; a statement is a claim whose act is speech, a day one of publication.

    - articles: article_id, path, publisher, published
    - skipped: as in ``Tables``
    - publishers: articles, words, figures, statements, with_figures and with_statements (articles that have any), first
      and last day
    - statements: by sector, form, stance, hedged and denied, sectors and stances in the groups of the charts
    - statements_by_day: by day and sector; figures_by_day: by day and outcome
    - figures: by outcome, victims, sector and standing
    - sources: by sector and standing, each once an article
    - voices: name, standing, sector, articles, statements, voices. A row is a named source across articles; unnamed ones,
      each of one article alone, share a row without a name: ``voices`` is how many made so many statements each
    - tolls: the highest of each day and outcome, with title, publisher and published of its article
    """

    articles: pd.DataFrame
    skipped: pd.DataFrame
    publishers: pd.DataFrame
    statements: pd.DataFrame
    statements_by_day: pd.DataFrame
    figures: pd.DataFrame
    figures_by_day: pd.DataFrame
    sources: pd.DataFrame
    voices: pd.DataFrame
    tolls: pd.DataFrame

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))

    def save(self, folder: str | Path) -> Path:
        """Write one Parquet file a table, as ``Tables.save`` does."""
        return write_frames(self, Path(folder))

    @classmethod
    def load(cls, folder: str | Path) -> Sums:
        """Read what ``save`` wrote. Raises FileNotFoundError for a table that is not there."""
        return cls(**{field.name: pd.read_parquet(Path(folder) / f"{field.name}.parquet") for field in fields(cls)})


def holds_sums(folder: Path) -> bool:
    """Does a folder hold saved sums, not tables of records?"""
    return (folder / "statements_by_day.parquet").is_file()


def open_sums(
    collection: str | Path,
    tables: str | Path | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
) -> Sums:
    """The sums of a collection, of the articles chosen.

    Parameters
    ----------
    collection : articles, or a folder of tables in parts
    tables : folder with saved tables, whole or in parts, or with saved sums; None makes them from the collection
    since, until, publisher : see ``analysis.choosing.chosen``

    Raises what ``open_tables`` raises, and ValueError where saved sums hold other articles than those chosen.
    """
    choosing = {"since": since, "until": until, "publisher": publisher}
    folder = Path(collection if tables is None else tables)
    if is_parted(folder):
        return sum_parts(Partitions(folder), None, **choosing)
    if not holds_sums(folder):
        return sum_tables(open_tables(collection, tables, **choosing))
    sums = Sums.load(folder)
    if not chosen(sums.articles, **choosing).all():
        raise ValueError(f"{folder} holds sums of more articles than are chosen: make them of the tables in parts")
    return sums


def sum_parts(parts: Partitions, progress: Progress | None = None, **choosing: str | None) -> Sums:
    """The sums of a folder of parts, with the memory of one part, of the index, and of the names of all sources.

    Parameters
    ----------
    progress : called after each part
    choosing : since, until and publisher, see ``analysis.choosing.chosen``
    """
    articles = parts.articles[chosen(parts.articles, **choosing)]

    def some() -> Iterator[Rows]:
        done = 0
        for frames in zip(*(parts.batches(name, columns, **choosing) for name, columns in NEEDED.items()), strict=True):
            yield dict(zip(NEEDED, frames, strict=True))
            done += len(frames[0])
            if progress is not None:
                progress(Step(done, 0, 0, len(articles)))

    return _summed(some(), articles, parts.skipped())


def sum_tables(tables: Tables) -> Sums:
    """The sums of tables in memory."""
    rows = {name: getattr(tables, name)[columns] for name, columns in NEEDED.items()}
    return _summed([rows], tables.articles, tables.skipped)


def highest(tolls: pd.DataFrame) -> pd.DataFrame:
    """The highest toll of each day and outcome; of each week, month or year where a chart could not mark so many.

    Parameters
    ----------
    tolls : those of ``Sums``
    """
    for code in ("D", "W-SUN", "M", "Y"):
        rows = tolls[~tolls.assign(period=tolls["published"].dt.to_period(code)).duplicated(["period", "outcome"])]
        if len(rows) <= MARKED:
            break
    return rows.reset_index(drop=True)


def _summed(some: Iterable[Rows], articles: pd.DataFrame, skipped: pd.DataFrame) -> Sums:
    none = {name: table(name)[columns] for name, columns in NEEDED.items()}
    held = {name: [frame] for name, frame in _of_part(none).items()}
    for rows in some:
        for name, frame in _of_part(rows).items():
            held[name].append(frame)
            if len(held[name]) > WAITING:
                held[name] = [_together(name, held[name])]
    made = {name: _together(name, frames) for name, frames in held.items()}
    days = articles.groupby("publisher", dropna=False)["published"].agg(first="min", last="max")
    publishers = made["publishers"].merge(days, on="publisher", how="left")
    voices = pd.concat([made.pop("named").drop(columns="voice"), made.pop("unnamed")])
    made |= {"publishers": _largest(publishers, "articles"), "voices": _largest(voices, "statements")}
    return Sums(articles[INDEXED].reset_index(drop=True), skipped, **made)


def _of_part(rows: Rows) -> Rows:
    """The sums of the articles of a part."""
    articles, sources = rows["articles"], rows["sources"]
    spoken = rows["claims"][rows["claims"]["act"] == "speech"]
    claims = spoken.assign(
        day=summaries.published(spoken, articles).dt.normalize(), sector=summaries.sectors_of(spoken, sources),
        stance=spoken["stance"].astype("str").map(summaries.STANCE_GROUPS), denied=summaries.denied(spoken), statements=1,
    )  # fmt: skip
    figures = rows["casualties"]
    figures = figures.assign(
        day=summaries.published(figures, articles).dt.normalize(), sector=summaries.sectors_of(figures, sources),
        victims=summaries.victim_groups(figures), standing=summaries.standings_of(figures, sources), figures=1,
    )  # fmt: skip
    voices = summaries.statements_by_voice(spoken, sources).assign(voices=1)
    named = voices["standing"] == "named"
    found = {
        "publishers": _counted(articles, claims, figures), "statements": claims, "statements_by_day": claims,
        "figures": figures, "figures_by_day": figures, "unnamed": voices[~named],
        "sources": sources.assign(
            sector=summaries.sector_groups(sources), standing=summaries.standing(sources), sources=1
        ),
        "named": voices[named].assign(voice=voices["name"].str.casefold())[VOICE],
        "tolls": _titled(rows["tolls"], articles),
    }  # fmt: skip
    return {name: _together(name, [frame]) for name, frame in found.items()}


def _counted(articles: pd.DataFrame, claims: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Articles with the numbers of their figures and statements."""
    ids = articles["article_id"]
    numbers = {
        name: ids.map(rows["article_id"].value_counts()).fillna(0).astype("int64")
        for name, rows in (("figures", figures), ("statements", claims))
    }
    some = {f"with_{name}": (number > 0).astype("int64") for name, number in numbers.items()}
    return articles.assign(articles=1, **numbers, **some)


def _titled(tolls: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    about = articles[["article_id", "title", "publisher", "published"]]
    return tolls.dropna(subset="best").merge(about, on="article_id", how="left")


def _together(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Sums of several parts made one."""
    rows = pd.concat(frames, ignore_index=True)
    if name == "tolls":
        rows = _largest(rows, "best")
        days = rows.assign(day=rows["published"].dt.normalize())
        return rows[~days.duplicated(["day", "outcome"])].reset_index(drop=True)
    by, numbers = ADDED.get(name, (["voice"], ["articles", "statements"]))
    groups = rows.groupby(by, dropna=False, observed=True, sort=False)
    if name == "named":
        return groups[VOICE].agg(dict.fromkeys(VOICE, "first") | dict.fromkeys(numbers, "sum")).reset_index(drop=True)
    return groups[numbers].sum().reset_index()


def _largest(rows: pd.DataFrame, number: str) -> pd.DataFrame:
    return rows.sort_values(number, ascending=False, kind="stable", ignore_index=True)
