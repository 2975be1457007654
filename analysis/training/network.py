"""The network of ``reader.Reader``, to be trained; names of its weights are those that the run time reads."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from analysis.features import FEATURES
from analysis.reader import CROSSINGS, DILATIONS, DISTANCES, LABELS, NARROW_DILATIONS, ROLE_LABELS, WINDOW
from analysis.reader import distances as bucketed

WIDTH, NARROW = 128, 48
DROPOUT, NARROW_DROPOUT = 0.2, 0.15
LEAST_HIDDEN = 0.04
SPREAD = 0.3  # of the numbers in an embedding, before training
PACE = 1 / 10  # how fast meanings of words that others trained are trained on, for 1 of what is new
OFFSETS = np.arange(-WINDOW, WINDOW + 1)


class Gated(nn.Module):
    """A gated convolution of width 3 with its residual."""

    def __init__(self, width: int, dilation: int, dropout: float):
        super().__init__()
        self.conv, self.norm = nn.Linear(3 * width, 2 * width), nn.LayerNorm(width)
        self.dilation, self.drop = dilation, nn.Dropout(dropout)

    def forward(self, values: Tensor, inside: Tensor) -> Tensor:
        known = F.pad(self.norm(values) * inside, (0, 0, self.dilation, self.dilation))
        size = values.shape[1]
        near = [known[:, i * self.dilation : i * self.dilation + size] for i in range(3)]
        return values + self.drop(F.glu(self.conv(torch.cat(near, -1)), -1))


class Network(nn.Module):
    """``counts``: how often each row of the word table is used. Rare words are hidden more often (Kiperwasser and Goldberg
    2016), so that words never seen are read by their form. ``meanings``: what is known of the words behind the first row
    (n x 64) before training, since most words are seen too seldom to learn what they mean."""

    compiled: tuple[str, ...] = ("read", "attribute")
    hidden: Tensor
    offsets: Tensor
    buckets: Tensor

    def __init__(
        self, tags: int, counts: np.ndarray, meanings: Tensor | None = None, width: int = WIDTH, narrow: int = NARROW
    ):
        super().__init__()
        sizes = [len(counts), *(size for size, _ in list(FEATURES.values())[1:])]
        widths = [wide for _, wide in FEATURES.values()]
        tables = [nn.Embedding(size, wide) for size, wide in zip(sizes, widths, strict=True)]
        for table in tables:
            nn.init.normal_(table.weight, std=SPREAD)
        if meanings is not None:
            tables[0].weight.data[1:] = meanings * SPREAD / meanings.std()
        self.pace = 1.0 if meanings is None else PACE
        self.embed = nn.ModuleList(tables)
        self.enter = nn.Linear(sum(widths), width)
        self.stack = nn.ModuleList(Gated(width, dilation, DROPOUT) for dilation in DILATIONS)
        self.last, self.drop = nn.LayerNorm(width), nn.Dropout(DROPOUT)
        self.tags, self.roles = nn.Linear(width, tags), nn.Linear(width, len(ROLE_LABELS))
        self.token, self.cue = nn.Linear(width, narrow), nn.Linear(width, narrow)
        self.distance, self.crossing = nn.Embedding(DISTANCES, narrow), nn.Embedding(CROSSINGS, narrow)
        self.stack2 = nn.ModuleList(Gated(narrow, dilation, NARROW_DROPOUT) for dilation in NARROW_DILATIONS)
        self.last2, self.drop2 = nn.LayerNorm(narrow), nn.Dropout(NARROW_DROPOUT)
        self.label = nn.Linear(narrow, len(LABELS))
        self.judge = nn.Sequential(nn.Linear(width, narrow), nn.ReLU(), nn.Linear(narrow, 1))
        hidden = np.maximum(1 / (1 + counts), LEAST_HIDDEN)
        self.register_buffer("hidden", torch.from_numpy(hidden).float(), persistent=False)
        self.register_buffer("offsets", torch.from_numpy(OFFSETS), persistent=False)
        self.register_buffer("buckets", torch.from_numpy(bucketed(OFFSETS)), persistent=False)

    def read(self, known: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """First stage: states, tag scores and role scores of the tokens of a batch (b x n)."""
        return self.states_of(self.entered(known), inside)

    def drop_less(self, share: float) -> None:
        """Drop only a share of what was dropped while training so far."""
        for part in self.modules():
            if isinstance(part, nn.Dropout):
                part.p *= share

    def rates(self, rate: float) -> list[dict]:
        """Groups of what is trained, and how fast, for the optimizer."""
        words = self.embed[0].weight
        rest = [value for value in self.parameters() if value is not words]
        return [{"params": rest, "lr": rate}, {"params": [words], "lr": rate * self.pace}]

    def entered(self, known: Tensor) -> Tensor:
        """What the features of the tokens bring into the network (b x n x width)."""
        words = known[..., 0]
        if self.training:
            words = words.masked_fill(torch.rand(words.shape) < self.hidden[words], 0)
        rest = [table(known[..., i]) for i, table in enumerate(self.embed) if i]
        return self.enter(self.drop2(torch.cat([self.embed[0](words), *rest], -1)))

    def states_of(self, values: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What entered the network (b x n x width) into states, tag scores and role scores."""
        values = torch.relu(values)
        for gated in self.stack:
            values = gated(values, inside[..., None].float())
        states = self.last(values)
        return states, self.tags(self.drop(states)), self.roles(self.drop(states))

    def attribute(
        self, states: Tensor, rows: Tensor, anchors: Tensor, inside: Tensor, sentences: Tensor, paragraphs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Second stage: label scores around anchors (k x window x 4), which of these tokens are there, and the score of
        speech."""
        places = (anchors[:, None] + self.offsets).clamp(0, states.shape[1] - 1)
        there = (anchors[:, None] + self.offsets == places) & inside[rows[:, None], places]
        across = paragraphs[rows[:, None], places] - paragraphs[rows, anchors][:, None]
        beyond = sentences[rows[:, None], places] - sentences[rows, anchors][:, None]
        there = there & (across.abs() <= 1)
        crossing = (beyond.clamp(-3, 3) + 3) * 5 + across.clamp(-2, 2) + 2
        anchored = states[rows, anchors]
        values = (
            self.token(self.drop2(states))[rows[:, None], places]
            + self.cue(self.drop2(anchored))[:, None]
            + self.distance(self.buckets)
            + self.crossing(crossing)
        )
        values = torch.relu(values)
        for gated in self.stack2:
            values = gated(values, there[..., None].float())
        return self.label(self.last2(values)), there, self.judge(anchored)[:, 0]
