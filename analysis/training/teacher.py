"""A teacher: the network of the reader, wider, on top of a language model that others trained."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from analysis.training.encoder import STATES, Encoder, lowered
from analysis.training.examples import Example
from analysis.training.network import Network

WIDTH, NARROW = 192, 96
CAREFUL = 1 / 20  # how fast what others trained is trained on, for 1 of what is new


class Teacher(Network):
    """It reads only examples that the frozen layers of its encoder have read (``prepare``)."""

    compiled = ("states_of",)

    def __init__(self, tags: int, counts: np.ndarray, frozen: int):
        super().__init__(tags, counts, width=WIDTH, narrow=NARROW)
        self.encoder = Encoder(frozen)
        self.bring = nn.Linear(STATES, WIDTH)

    def prepare(self, example: Example) -> None:
        """Have the frozen layers of the encoder read an example."""
        example.lowered = lowered(self.encoder, example)

    def rates(self, rate: float) -> list[dict]:
        trained = {name: value for name, value in self.named_parameters() if value.requires_grad}
        return [
            {"params": [v for name, v in trained.items() if not name.startswith("encoder")], "lr": rate},
            {"params": [v for name, v in trained.items() if name.startswith("encoder")], "lr": rate * CAREFUL},
        ]

    def read(self, known: Tensor, inside: Tensor, *lower: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``lower``: states of word pieces from the frozen layers (b x m x STATES), which of these are there, and the place of
        each token's first piece (b x n)."""
        states, there, firsts = lower
        near = self.encoder(states, there).gather(1, firsts[..., None].expand(-1, -1, STATES))
        return self.states_of(self.entered(known) + self.bring(self.drop2(near)), inside)

    @torch.no_grad()
    def read_example(self, example: Example) -> tuple[Tensor, Tensor, Tensor]:
        """A whole article, part by part: states, tag scores and role scores (1 x n)."""
        found = []
        for (first, last), states, firsts in lowered(self.encoder, example):
            known = torch.from_numpy(example.known[first:last])[None]
            inside = torch.ones(known.shape[:2], dtype=torch.bool)
            there = torch.ones(1, len(states), dtype=torch.bool)
            lower = torch.from_numpy(states).float()[None], there, torch.from_numpy(firsts)[None]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found.append([part.float() for part in self.read(known, inside, *lower)])
        states, tags, roles = (torch.cat(part, 1) for part in zip(*found, strict=True))
        return states, tags, roles
