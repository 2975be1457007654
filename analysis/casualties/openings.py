"""What an article itself says first of an outcome, and holds its toll to: "at least 12", "between 12 and 15"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.casualties.crowds import People

Toll = tuple[int, int, int]


def held_to_opening(toll: Toll, told: Sequence[People], groups: Sequence[People]) -> Toll:
    """The lowest, best and highest of an outcome within the bounds that the article opens with in its own words.

    An article that opens with a bound or a range has weighed its sources: smaller figures behind it are of some of the
    people, or older. Where it goes on to a larger number in its own words, the opening was of some of them.

    Parameters
    ----------
    toll : low, best and high by all figures
    told : the figures of the outcome in the order of the text, parts left out
    groups : the people that they were put together to
    """
    lead = next((people for people in told if not people.vague), None)
    if lead is None or lead.source:
        return toll
    least, most = lead.counts[0]  # as first told: those joined to it may be behind
    if least < 2 or not (lead.at_least or least < most):
        return toll
    beside = sum(group.best for group in groups if _is_beside(group, lead))
    (low, best, high), floor = toll, least + beside
    if any(people.counts[0][1] > most and not people.source for people in told):
        return min(max(low, floor), best), best, high
    high = max(high, floor) if lead.at_least else most + beside
    return floor, min(max(best, floor), high), high


def _is_beside(group: People, lead: People) -> bool:
    """Whether people are counted beside those of the opening: joined to them, others of them, or of another side."""
    if lead.counts[0] in (*group.counts, *group.rivals):
        return False
    sides = {group.side, lead.side} - {None}
    return len(sides) > 1 or group.another or not lead.told.isdisjoint(group.told)
