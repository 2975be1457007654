"""One article's rows corrected by people's lines: each line found, checked against text and table, and carried out.

``analysis.corrections`` says what a line holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.correction_cells import NotApplied, as_written, check_field, shown, squeezed, value, written
from analysis.records import BETWEEN_PARTS, LETTERS, Annotated, Row, derived, free_id
from analysis.tables import FLAG, IDS, SCHEMAS

ACTIONS = ("change", "drop", "add", "confirm")
WORDS = {"claims": ("source", "cue", "content"), "casualties": ("text", "victims")}  # fields that are stretches of text
NEEDED = {"claims": "content", "casualties": "outcome"}  # what a row that is added cannot be without


class Correcting:
    """The rows of one article while lines are carried out; ``held`` is changed in place."""

    def __init__(self, held: Annotated, sentences: Sequence[Row]) -> None:
        self.held, self.sentences = held, sentences
        self.places = {
            name: [((row["start"], row["end"]), row) for row in getattr(held, name)] for name in WORDS
        }  # as they stand before any line, since that is what the lines were written for
        self.names = [(row["name"], row) for row in held.sources]
        self.making: dict[tuple, tuple[Row, dict[str, Row]]] = {}  # rows being added: the row, the lines by field
        self.bounds: list[tuple[Row, Row, Row]] = []  # line, figure, low and high before it

    def carry_out(self, lines: Sequence[Row]) -> None:
        """Carry out lines in their order; each gets a ``reason``, None where it was applied."""
        for line in lines:
            try:
                line["reason"] = None
                self._one(line)
            except NotApplied as refusal:
                line["reason"] = str(refusal)
        for name, row, added in [(key[0], *made) for key, made in self.making.items()]:
            self._complete(name, row, added)
        self._order_bounds()
        self._count_sources()

    def _one(self, line: Row) -> None:
        name, action, field = line["table"], line["action"] or "change", line["field"]
        if name not in LETTERS:
            raise NotApplied(f"rows of {name!r} are not corrected here, but those of {', '.join(LETTERS)}")
        if action not in ACTIONS:
            raise NotApplied(f"the action {action!r} is none of {', '.join(ACTIONS)}")
        if field is not None or action == "change":
            check_field(name, field)
        place = self._place(name, line)
        if action == "add":
            self._add(name, place, line)
            return
        row = self._row(name, place, line)
        if action == "drop":
            self._check_old(row, line, needed=False)
            self._drop(name, row)
        else:
            self._check_old(row, line, needed=field is not None)
            if action == "change":
                before: Row = {column: row[column] for column in ("low", "high", "vague") if column in row}
                self._set(name, row, str(field), line["new"])
                if field in ("low", "high"):
                    self.bounds.append((line, row, before))

    def _place(self, name: str, line: Row) -> tuple[int, int] | None:
        """Where a line points, its quote being what the text holds there; a source may be named instead."""
        if name == "sources" and not (line["start"] or line["end"]):
            return None
        if not all(re.fullmatch(r"\d{1,9}(\.0)?", str(line[bound] or "")) for bound in ("start", "end")):
            raise NotApplied("start and end must be whole numbers")
        start, end = int(float(line["start"])), int(float(line["end"]))
        found = self.held.text[start:end]
        if not found or squeezed(found) != squeezed(line["quote"] or ""):
            elsewhere = self.held.text.find(line["quote"]) if line["quote"] else -1
            now = f"; the quote now begins at {elsewhere}" if elsewhere >= 0 else ""
            raise NotApplied(f"the text holds {shown(found)} at {start} to {end}, not {shown(line['quote'])}{now}")
        return start, end

    def _row(self, name: str, place: tuple[int, int] | None, line: Row) -> Row:
        if name != "sources":
            rows = [row for where, row in self.places[name] if where == place]
        elif place is None:
            rows = [row for known, row in self.names if known == line["quote"]]
        else:
            said = {s["record_id"] for s in self.held.spans if (s["role"], s["start"], s["end"]) == ("source", *place)}
            ids = {row["source_id"] for row in self.held.claims if row["claim_id"] in said}
            rows = [row for row in self.held.sources if row["source_id"] in ids]
        rows = [row for row in rows if any(row is kept for kept in getattr(self.held, name))]
        if len(rows) > 1 and line["field"]:
            rows = [row for row in rows if self._holds(row, line["field"], line["old"])] or rows
        if not rows:
            raise NotApplied(f"{name} has no row for {shown(line['quote'])} here")
        if len(rows) > 1:
            raise NotApplied(f"{name} has {len(rows)} rows for it: give field and old so that one is meant")
        return rows[0]

    def _holds(self, row: Row, field: str, said: str | None) -> bool:
        if field == "source_id" and said is not None:
            named = [source["source_id"] for source in self.held.sources if source["name"] == said]
            return row[field] == said or row[field] in named
        held = written(row.get(field))
        return squeezed(held) == squeezed(said or "") or held == as_written(said)

    def _check_old(self, row: Row, line: Row, *, needed: bool) -> None:
        if (needed or (line["field"] and line["old"])) and not self._holds(row, line["field"], line["old"]):
            already = line["action"] != "drop" and self._holds(row, line["field"], line["new"])
            rest = "already" if already else f"and not {shown(line['old'])}"
            raise NotApplied(f"{line['field']} is {shown(row.get(line['field']))} {rest}")

    def _set(self, name: str, row: Row, field: str, new: str | None) -> None:
        if field == "source_id":
            row[field] = self._source(new)
            if name == "claims":
                for figure in self.held.casualties:
                    if figure["claim_id"] == row["claim_id"]:
                        figure["source_id"] = row[field]
        elif field in WORDS.get(name, ()):
            self._move(name, row, field, new)
        else:
            row[field] = value(name, field, new)
            if field in ("low", "high") and row[field] is not None:
                row["vague"] = False

    def _source(self, said: str | None) -> str | None:
        """The id of a source of this article, given by id or name; a name that nobody has makes a source."""
        if said is None:
            return None
        for source in self.held.sources:
            if said in (source["source_id"], source["name"]):
                return source["source_id"]
        source = dict.fromkeys(SCHEMAS["sources"]) | {"article_id": self.held.article["article_id"], "name": said}
        source["source_id"] = free_id("sources", source["article_id"], self.held.sources)
        self.held.sources.append(source)
        return source["source_id"]

    def _move(self, name: str, row: Row, field: str, new: str | None) -> None:
        """Put the spans of a role where the new words stand nearest to the record."""
        if new is None and field in ("text", "content"):
            raise NotApplied(f"a row without {field} is none: drop it")
        parts = [] if new is None else self._find(new, row["start"], row["end"])
        if field == "text":
            row["start"], row["end"] = parts[0]
        role, record = ("figure" if field == "text" else field), row[IDS[name]]
        kept = [span for span in self.held.spans if (span["record_id"], span["role"]) != (record, role)]
        made = [
            {"article_id": row["article_id"], "record_id": record, "role": role, "start": start, "end": end,
             "text": self.held.text[start:end]}
            for start, end in parts
        ]  # fmt: skip
        last = max((i for i, span in enumerate(kept) if span["record_id"] == record), default=len(kept) - 1)
        self.held.spans = [*kept[: last + 1], *made, *kept[last + 1 :]]
        own = [span for span in self.held.spans if span["record_id"] == record]
        if name == "claims" and own:
            row["start"], row["end"] = min(span["start"] for span in own), max(span["end"] for span in own)
        row[field] = derived(name, self.held.text, row["start"], row["end"], own)[field]

    def _find(self, words: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where words stand: within the record before outside it, and nearest to where it begins."""
        found = []
        for part in [words] if words in self.held.text else words.split(BETWEEN_PARTS):
            places = [m.span() for m in re.finditer(re.escape(part), self.held.text)] if part else []
            if not places:
                raise NotApplied(f"the text does not hold {shown(part)}")
            found.append(min(places, key=lambda p: (not (start <= p[0] and p[1] <= end), abs(p[0] - start))))
        return found

    def _add(self, name: str, place: tuple[int, int] | None, line: Row) -> None:
        """A line of a row to be made; one that gives a field anew begins another row at the same place."""
        if name == "sources" or place is None:
            raise NotApplied("a source is added by naming it in the field source_id of a claim or figure")
        field = line["field"] or ""
        number = sum(key[:2] == (name, place) for key in self.making)
        key = (name, place, number if number else 1)
        if key not in self.making or field in self.making[key][1]:
            key = (name, place, number + 1)
            self.making[key] = (self._new_row(name, place), {})
        row, lines = self.making[key]
        if line["field"]:
            self._set(name, row, field, line["new"])
        lines[field] = line

    def _new_row(self, name: str, place: tuple[int, int]) -> Row:
        article_id, rows = self.held.article["article_id"], getattr(self.held, name)
        flags = {column: False for column, kind in SCHEMAS[name].items() if kind == FLAG}
        within = [s["sentence"] for s in self.sentences if s["start"] <= place[0] < s["end"]]
        row = dict.fromkeys(SCHEMAS[name]) | flags | {"article_id": article_id, "start": place[0], "end": place[1]}
        row |= {IDS[name]: free_id(name, article_id, rows), "sentence": within[0] if within else 0}
        rows.append(row)
        if name == "casualties":
            row["joined"] = place[0]  # joined to no other figure of its sentence
            self._move(name, row, "text", self.held.text[place[0] : place[1]])
        return row

    def _complete(self, name: str, row: Row, lines: dict[str, Row]) -> None:
        """Keep a row that was added where it has what it needs."""
        needed, place = NEEDED[name], (row["start"], row["end"])
        known = [other for where, other in self.places[name] if where == place and other[needed] == row[needed]]
        refusal = f"nothing gives the {needed} of the row to be added" if row[needed] is None else None
        if refusal is None and any(other is kept for other in known for kept in getattr(self.held, name)):
            refusal = f"{name} holds this row already"
        if refusal:
            self._drop(name, row)
            for line in lines.values():
                line["reason"] = line["reason"] or refusal
        elif name == "casualties":
            row["vague"] = row["low"] is None and row["high"] is None
            before = {"low": None, "high": None, "vague": True}
            self.bounds += [(line, row, before) for field, line in lines.items() if field in ("low", "high")]

    def _drop(self, name: str, row: Row) -> None:
        """Take a row away, its spans, and what points at it; a figure's speaker goes with the claim it came from."""
        setattr(self.held, name, [kept for kept in getattr(self.held, name) if kept is not row])
        gone = row[IDS[name]]
        if name != "sources":
            self.held.spans = [span for span in self.held.spans if span["record_id"] != gone]
        for other in (*self.held.casualties, *self.held.claims):
            if name == "claims" and other.get("casualty_id") and other["claim_id"] == gone:
                other.update(claim_id=None, source_id=None, reported_by=None)
            elif name == "sources" and other["source_id"] == gone:
                other["source_id"] = None

    def _order_bounds(self) -> None:
        """Take back lines that would leave a figure with a low above its high."""
        wrong = [
            (line, row, before) for line, row, before in self.bounds
            if None not in (row["low"], row["high"]) and row["low"] > row["high"]
        ]  # fmt: skip
        for line, row, _ in wrong:
            line["reason"] = f"low would be {row['low']} and high {row['high']}"
        for _, row, before in reversed(wrong):
            row.update(before)

    def _count_sources(self) -> None:
        """Count what each source says; one that has lost all that it said is no source."""
        kept = []
        for source in self.held.sources:
            counts = {
                name: sum(row["source_id"] == source["source_id"] for row in rows)
                for name, rows in (("claims", self.held.claims), ("figures", self.held.casualties))
            }
            if any(counts.values()) or not (source["claims"] or source["figures"]):
                kept.append(source)
            source.update(counts)
        self.held.sources = kept
