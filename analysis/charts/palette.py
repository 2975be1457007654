"""The colours and patterns of charts: of inks, of sectors, of outcomes, of how far a source is named."""

from __future__ import annotations

from matplotlib.colors import to_rgb

from analysis.tables import OUTCOMES

INK, SOFT, GRID, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"

# Okabe and Ito (2008), told apart by readers with any colour vision. Order and pattern keep them apart in grey as well.
BLUE, SKY, GREEN, ORANGE, RED, PURPLE = "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00", "#CC79A7"
GREY, PALE = "#5f5f5f", "#a9a9a9"
STANDING_COLOURS = {"named": BLUE, "unnamed": SKY, "anonymous": ORANGE, "no source": PALE}
STANDING_HATCHES = {"anonymous": "///"}
SECTOR_COLOURS = {
    "state": BLUE, "armed group": RED, "rescue or medical": GREEN, "NGO or international": SKY, "media": ORANGE,
    "witness or resident": PURPLE, "other": GREY, "sector not known": PALE, "no source": PALE,
}  # fmt: skip
SECTOR_HATCHES = {
    "armed group": "\\\\\\",
    "media": "///",
    "witness or resident": "...",
    "other": "---",
    "no source": "xxx",
}
OUTCOME_COLOURS = dict(zip(OUTCOMES, (BLUE, ORANGE, SKY, GREEN, RED, GREY), strict=True))
OUTCOME_HATCHES = {"wounded": "///", "captured": "...", "displaced": "\\\\\\", "casualties": "---"}


def between(pale: str, dark: str, share: float) -> str:
    mixed = (a + (b - a) * share for a, b in zip(to_rgb(pale), to_rgb(dark), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def ink_on(colour: str) -> str:
    """The colour in which a number is read best on ``colour``."""
    red, green, blue = to_rgb(colour)
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.42 else PAPER
