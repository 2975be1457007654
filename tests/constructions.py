"""Sentences of our own, a construction of attribution each, marked by hand: ``[s source] [c cue] [t content]``.

They are what a reader of conflict news must not get wrong; the model card says how many are read exactly.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MARK = re.compile(r"\[([sct]) ([^\]]*)\]")
CONSTRUCTIONS = {
    "source before the cue": [
        "[s The governor] [c said] [t the northern road had been cleared of mines].",
        "[s A spokeswoman for the rescue service] [c told] reporters [t that nine people were still missing].",
        "[s The ministry] [c announced] [t that schools would stay closed until Sunday].",
        "[s Farmers in the valley] [c say] [t the soldiers took their trucks].",
        "[s The monitoring group] [c reported] [t that fourteen shells had fallen on the village].",
        "[s Doctors at the clinic] [c confirmed] [t that two of the wounded had died overnight].",
        "[s Colonel Adan Mirel] [c denied] [t that his men had entered the market].",
        "[s The mayor] [c warned] [t that the dam could break within days].",
        "[s The rebels] [c claimed] [t they had captured thirty soldiers].",
        "[s The envoy] [c insisted] [t that the talks would go on].",
        "[s Police] [c said] [t four officers were hurt when a bomb went off beside their car].",
        "[s Investigators] [c found] [t that the fire had been set on purpose].",
    ],
    "source behind the cue": [
        "[t The northern road had been cleared of mines], [c said] [s the governor].",
        "[t Nine people are still missing], [s the rescue service] [c said].",
        "[t The talks will go on], [c insisted] [s the envoy, Lena Torv].",
        "[t Two of the wounded died overnight], [s a doctor at the clinic] [c said] on Friday.",
        "[t Schools will stay closed until Sunday], [s the ministry] [c announced].",
        "[t Fourteen shells fell on the village], [s the monitoring group] [c reported].",
        "[t The market was empty when the shells came down], [s witnesses] [c said].",
    ],
    "according to": [
        "[c According to] [s the Observatory], [t twelve fighters were killed in the raid].",
        "[t Twelve fighters were killed in the raid], [c according to] [s the Observatory].",
        "[t At least 40 people died when the ferry sank], [c according to] [s the coast guard].",
        "[c According to] [s a police report], [t the driver had not slept for two days].",
        "[t The army lost 27 soldiers and the militia 26], [c according to] [s the Observatory].",
        "[t Six houses burned down], [c according to] [s residents reached by telephone].",
    ],
    "quotations": [
        "[t “The road is open,”] [s the governor] [c said].",
        "[t “The road is open,”] [c said] [s the governor].",
        "[s The governor] [c said], [t “The road is open.”]",
        "[s The governor] [c said]: [t “The road is open.”]",
        "[t “We counted nine bodies,”] [s Dr Ilse Morn] [c told] a radio station, [t “and there will be more.”]",
        '[t "Nobody was warned,"] [s a shopkeeper] [c said].',
        "[s He] [c called] the attack [t “a crime against the whole town”].",
        "[s The bishop] [c said] [t the shelling was “madness” and must stop].",
        "[t “We will not leave,”] [c added] [s the old woman].",
        "[t “Where are our sons?”] [c asked] [s one mother].",
    ],
    "who speaks is not named": [
        "[s An official who asked not to be named] [c said] [t the figure was too low].",
        "[s Two security sources] [c said] [t the convoy had turned back].",
        "[s One resident] [c described] [t how the roof fell in].",
        "[s A diplomat close to the talks] [c said] [t a truce was near].",
        "[t Thirty people were killed], [s a security source] [c told] the agency on condition of anonymity.",
    ],
    "documents and organizations": [
        "[s A report by the auditors] [c says] [t that half of the aid never arrived].",
        "[s The statement] [c said] [t the pilot had been trained abroad].",
        "[s The Red Crescent] [c said] in a statement [t that its trucks had been stopped].",
        "[s The court] [c ruled] [t that the general could be tried].",
        "[s The newspaper] [c wrote] [t that the minister had known for weeks].",
    ],
    "promises, orders, accusations": [
        "[s The army] [c accused] [t the rebels of shelling the market].",
        "[s The president] [c promised] [t to rebuild every house].",
        "[s The council] [c urged] [t both sides to let food through].",
        "[s The general] [c ordered] [t his men to hold their fire].",
        "[s Neither side] [c would say] [t how many prisoners it held].",
    ],
    "thoughts": [
        "[s Villagers] [c believe] [t the army knew of the raid].",
        "[s Analysts] [c expect] [t the fighting to spread].",
        "[s Relief workers] [c fear] [t that hundreds are buried under the mud].",
    ],
    "nobody is quoted": [
        "The road runs along the river for ten kilometres.",
        "Nine people were killed and thirty wounded in the blast on Tuesday.",
        "The convoy reached the town at dawn and unloaded flour.",
        "Last year the bridge was closed for repairs.",
    ],
}


class Construction(NamedTuple):
    """A sentence without its marks, and the stretches of it that are source, cue and content."""

    text: str
    source: str | None
    cue: str | None
    content: list[str]


def construction(marked: str) -> Construction:
    parts = {role: [m[2] for m in MARK.finditer(marked) if m[1] == role] for role in "sct"}
    return Construction(MARK.sub(r"\2", marked), *(parts[r][0] if parts[r] else None for r in "sc"), parts["t"])
