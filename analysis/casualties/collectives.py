"""What a sentence says of "the dead" or "the army's wounded" as a whole: how many, who they are, how many of them."""

from __future__ import annotations

from dataclasses import replace

from analysis.casualties.groups import Victim
from analysis.casualties.informants import GIVING
from analysis.casualties.phrases import Phrase
from analysis.casualties.victims import Victims
from analysis.casualties.word_lists import word_list

PEOPLE = word_list("states") | {"missing", "victims"}
SINGULAR = word_list("singular")
LISTS = word_list("lists")
BEING = ("is", "are", "was", "were")


def is_collective(clause: Victims, k: int) -> bool:
    """Whether the outcome at unit ``k`` stands for people: "the dead", "its missing"; not "the dead guard"."""
    unit = clause.units[k]
    if unit.word not in PEOPLE or not unit.first or unit.last - unit.first > 1:
        return False
    before, after = clause.tokens[unit.first - 1], clause.tokens[unit.last : unit.last + 1]
    determined = before.pos in ("DT", "PRP$", "POS") and before.word.lower() not in SINGULAR
    return (determined or before.word.lower() == "other") and not any(t.pos.startswith(("NN", "JJ")) for t in after)


def told_of(clause: Victims, k: int) -> list[Victim]:
    """The figures that the sentence gives for the people of unit ``k``, or for some of them."""
    return _put_at(clause, k) or _listed(clause, k) or _some(clause, k) or _who(clause, k)


def _put_at(clause: Victims, k: int) -> list[Victim]:
    """ "put the dead at 48 and its own at nine": both numbers."""
    if not any(unit.code in "vg" and clause.tokens[unit.first].lemma in GIVING for unit in clause.units[:k]):
        return []
    found: list[Victim] = []
    j = k + 1
    while clause.code(j) == "p" and clause.units[j].word != "at" and clause.code(j + 1) == "N":
        j += 2  # "the dead among the guards"
    while clause.code(j) == "p" and clause.units[j].word == "at" and (number := _counted(clause, j + 1)):
        found.append(Victim(replace(number, owner=_owner(clause, k) if not found else None), total=True))
        j += 2 + (clause.code(j + 2) == "c")
    return found


def _owner(clause: Victims, k: int) -> tuple[int, int] | None:
    """The tokens for whose dead those of unit ``k`` are: "army" of "the army's dead"."""
    last = clause.units[k].first - 1
    return (last - 1, last) if last and clause.tokens[last].pos == "POS" else None


def _counted(clause: Victims, k: int) -> Phrase | None:
    """The phrase at unit ``k`` where it counts people."""
    phrase = clause.units[k].phrase if clause.code(k) == "N" else None
    return (
        phrase if phrase is not None and phrase.number is not None and phrase.high != 0 and clause.people(k) else None
    )


def _listed(clause: Victims, k: int) -> list[Victim]:
    """Those on a list: "the list of the dead has 40 names", "12 people are on the list of the missing"."""
    names = [u.phrase for u in clause.units if u.phrase and u.phrase.number and clause.words[u.last - 1] == "names"]
    if names:
        return [Victim(phrase) for phrase in names]
    on_list = (
        _of(clause, k)
        and clause.words[clause.units[k - 2].last - 1] in LISTS
        and clause.units[k - 3].word == "on"
        and clause.code(k - 4) == "b"
    )
    phrase = _counted(clause, k - 5) if on_list else None
    return [Victim(phrase)] if phrase else []


def _of(clause: Victims, k: int) -> bool:
    """Whether "of" and a phrase stand before unit ``k``."""
    return k > 1 and clause.units[k - 1].word == "of" and clause.code(k - 2) == "N"


def _some(clause: Victims, k: int) -> list[Victim]:
    """ "three of the dead", "among the dead were two cooks", "two cooks were among the dead": some of them."""
    if _of(clause, k):
        phrase = _counted(clause, k - 2)
        some = phrase is not None and phrase.head is None and phrase.low is not None
        return [Victim(phrase, part=True)] if phrase is not None and some else []
    if clause.units[k - 1].word != "among":
        return []
    if clause.units[k + 1 : k + 2] and clause.units[k + 1].word in BEING:
        return each_joined(clause, k + 2)
    return each_joined(clause, k - 3) if clause.units[k - 2].word in BEING else []


def _who(clause: Victims, k: int) -> list[Victim]:
    """ "the dead were Ana Petrel and a cook", "the dead, two women and a man, were found": they themselves."""
    after = clause.units[k + 1] if k + 1 < len(clause.units) else None
    if after is None or not (after.word in BEING or after.code in "i,") or clause.code(k - 1) == "p":
        return []
    return each_joined(clause, k + 2)


def each_joined(clause: Victims, k: int) -> list[Victim]:
    """Those of the phrases joined at unit ``k`` that count, name or single out somebody; no more than some or all of
    people told of elsewhere."""
    return [
        victim._replace(part=True)
        for victim in clause.objects(k, governed=True)
        if victim.phrase.number is not None or victim.phrase.named or victim.phrase.determiner in ("a", "an")
    ]
