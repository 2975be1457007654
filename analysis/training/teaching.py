"""What teachers together say of articles nobody annotated, for the reader to learn (Hinton et al. 2015)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from analysis.reader import ROLE_LABELS, WINDOW
from analysis.training.examples import Example, Taught
from analysis.training.teacher import Teacher

LEAST_CUE = 0.1  # a token that is less likely a cue is not worth asking about


@torch.no_grad()
def teach(teachers: list[Teacher], examples: list[Example]) -> None:
    """Fill in roles, attributions and, where they are not known, tags of the examples: the mean of what the teachers say."""
    cue = [ROLE_LABELS.index("B-cue"), ROLE_LABELS.index("I-cue")]
    for example in examples:
        inside = torch.ones(1, len(example.known), dtype=torch.bool)
        places = torch.from_numpy(example.sentences)[None], torch.from_numpy(example.paragraphs)[None]
        read = [teacher.read_example(example) for teacher in teachers]
        roles = mean([torch.softmax(roles[0], -1) for _, _, roles in read])
        if (example.tags < 0).all():
            example.tags = mean([torch.softmax(tags[0], -1) for _, tags, _ in read]).argmax(-1).numpy()
        example.roles = roles.numpy().astype(np.float16)
        anchors = (roles[:, cue].sum(-1) > LEAST_CUE).nonzero()[:, 0]
        rows = torch.zeros_like(anchors)
        labelled = [
            teacher.attribute(states, rows, anchors, inside, *places)
            for teacher, (states, _, _) in zip(teachers, read, strict=True)
        ]
        labels = mean([torch.softmax(scores, -1) for scores, _, _ in labelled]).numpy().astype(np.float16)
        speech = mean([torch.sigmoid(scores) for _, _, scores in labelled]).tolist()
        there = labelled[0][1].numpy()
        for i, anchor in enumerate(anchors.tolist()):
            first, last = np.flatnonzero(there[i])[[0, -1]]
            example.taught.append(Taught(anchor, anchor + int(first) - WINDOW, labels[i, first : last + 1], speech[i]))


def mean(parts: list[Tensor]) -> Tensor:
    return torch.stack(parts).mean(0)
