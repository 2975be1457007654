"""The annotations of one article while somebody makes them: stretches with a role, records of them, values."""

from __future__ import annotations

from analysis.correction_cells import NotApplied, value, written
from analysis.evaluation.gold import PROGRAMS
from analysis.highlighting import Marked, mark_up
from analysis.records import Annotated, Row, derived, free_id
from analysis.tables import FLAG, IDS, SCHEMAS

ROLES_OF = {"claims": ("source", "cue", "content"), "casualties": ("figure", "victims")}
TABLE_OF = {role: name for name, roles in ROLES_OF.items() for role in roles}
FIELDS = {  # what an annotator says of a record beside its words
    "claims": ("speaker", "kind", "sector", "anonymous", "form", "act", "stance", "hedged", "negated"),
    "casualties": (
        "outcome", "low", "high", "approximate", "vague", "victim_group", "place", "date", "background", "superseded",
        "speaker",
    ),
}  # fmt: skip
OF_SOURCE = {"speaker": "name", "kind": "kind", "sector": "sector", "anonymous": "anonymous"}


class Marking:
    """One article's annotations; ``held`` is changed in place.

    A record is named as everywhere, ``<article>:c1``. Claims begin as speech, asserted and indirect, figures as killed.
    """

    def __init__(self, held: Annotated, sentences: list[Row] | None = None) -> None:
        self.held, self.sentences = held, sentences or []

    def records(self) -> dict[str, str]:
        """Every record with a few words of it, in the order of the text."""
        rows = [
            (row["start"], row[IDS[name]], row["content" if name == "claims" else "text"]) for name, row in self._rows()
        ]
        return {
            record: f"{record.rpartition(':')[2]}  {' '.join((words or '…').split())[:48]}"
            for _, record, words in sorted(rows)
        }

    def mark(self, role: str, start: int, end: int, record: str | None = None) -> str:
        """Give a stretch a role, in a record that is there or in a new one. Returns the record.

        A record has one source, cue, figure and victims: a second one takes the place of the first. Contents are added.
        A figure that is marked while a claim is given is a record of its own, with that claim and its source.

        Raises NotApplied for an empty stretch.
        """
        name, text = TABLE_OF[role], self.held.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if not 0 <= start < end <= len(text):
            raise NotApplied("select some words first")
        of, given = (name, None) if record is None else self.row(record)
        row = given if given is not None and of == name else self._new(name, start, end)
        if given is not None and name == "casualties" != of:
            row |= {"claim_id": record, "source_id": given["source_id"], "reported_by": given["source"]}
        record = str(row[IDS[name]])
        if role != "content":
            self.held.spans = [s for s in self.held.spans if (s["record_id"], s["role"]) != (record, role)]
        place = {"article_id": row["article_id"], "record_id": record, "role": role, "start": start, "end": end}
        self.held.spans.append({**place, "text": text[start:end]})
        self._settle(name, row)
        self._count_sources()
        return record

    def drop(self, record: str) -> None:
        """Take a record and its marks away; figures of a claim lose it."""
        name, row = self.row(record)
        setattr(self.held, name, [kept for kept in getattr(self.held, name) if kept is not row])
        self.held.spans = [span for span in self.held.spans if span["record_id"] != record]
        for figure in self.held.casualties:
            if figure["claim_id"] == record:
                figure["claim_id"] = None
        self._count_sources()

    def row(self, record: str) -> tuple[str, Row]:
        """The table and the row of a record. Raises KeyError."""
        found = {row[IDS[name]]: (name, row) for name, row in self._rows()}
        return found[record]

    def said(self, record: str, field: str) -> str:
        """What a record says in a field, as text; empty where nothing."""
        _, row = self.row(record)
        if field in OF_SOURCE:
            row = next((s for s in self.held.sources if s["source_id"] == row["source_id"]), {})
        return written(row.get(OF_SOURCE.get(field, field)))

    def say(self, record: str, field: str, said: str) -> None:
        """Set a field of a record; an empty text leaves it open. Raises NotApplied for what is no value of the field."""
        name, row = self.row(record)
        if field == "speaker":
            row["source_id"] = self._source(said) if said else None
            if name == "casualties":
                row["reported_by"] = said or None
        elif field in OF_SOURCE:
            source = next((s for s in self.held.sources if s["source_id"] == row["source_id"]), None)
            if source is None:
                raise NotApplied("name the speaker first")
            source[field] = value("sources", field, said or None)
        else:
            row[field] = value(name, field, said or None)
            if field in ("low", "high"):
                row["vague"] = False
            if None not in (row.get("low"), row.get("high")) and row["low"] > row["high"]:
                row[field] = None
                raise NotApplied("low would be above high")
        self._count_sources()

    def marked(self) -> Marked:
        """The article with the marks as they are."""
        held = self.held
        return mark_up(
            held.article["article_id"],
            held.text,
            held.spans,
            held.casualties,
            held.claims,
            held.sources,
            self.sentences,
        )

    def _rows(self) -> list[tuple[str, Row]]:
        return [(name, row) for name in ROLES_OF for row in getattr(self.held, name)]

    def _new(self, name: str, start: int, end: int) -> Row:
        article_id, rows = self.held.article["article_id"], getattr(self.held, name)
        flags = {column: False for column, kind in SCHEMAS[name].items() if kind == FLAG}
        empty = {column: None for column in SCHEMAS[name] if column not in PROGRAMS[name]}
        begun = (
            {"form": "indirect", "act": "speech", "stance": "asserts"} if name == "claims" else {"outcome": "killed"}
        )
        place = {"article_id": article_id, "start": start, "end": end}
        row = {**empty, **flags, **begun, **place, IDS[name]: free_id(name, article_id, rows)}
        rows.append(row)
        return row

    def _settle(self, name: str, row: Row) -> None:
        """A record's place and words follow its marks: a claim is their hull, a figure its own."""
        spans = sorted((s for s in self.held.spans if s["record_id"] == row[IDS[name]]), key=lambda s: s["start"])
        own = [span for span in spans if span["role"] == "figure"] or spans if name == "casualties" else spans
        row |= {"start": min(s["start"] for s in own), "end": max(s["end"] for s in own)}
        row |= derived(name, self.held.text, row["start"], row["end"], spans)

    def _source(self, name: str) -> str:
        """The source of that name, made where there is none."""
        sources = self.held.sources
        found = next((s["source_id"] for s in sources if s["name"] == name), None)
        if found is None:
            article_id = self.held.article["article_id"]
            found = free_id("sources", article_id, sources)
            empty = dict.fromkeys(SCHEMAS["sources"])
            sources.append({**empty, "article_id": article_id, "source_id": found, "name": name, "anonymous": False})
        return found

    def _count_sources(self) -> None:
        for source in self.held.sources:
            for column, rows in (("claims", self.held.claims), ("figures", self.held.casualties)):
                source[column] = sum(row["source_id"] == source["source_id"] for row in rows)
        self.held.sources = [source for source in self.held.sources if source["claims"] or source["figures"]]
