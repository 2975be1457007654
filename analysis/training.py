"""How the weights in ``models/`` are made: ``python -m analysis.training DATA`` (needs the extra ``train``).

DATA holds ``attribution/polnear-*.jsonl.gz`` and ``tagging/gum.jsonl.gz``. The reader learns tags from both, source, cue
and content from PolNeAR; the lemma rules come from GUM. Nothing at run time needs this module.
"""

from __future__ import annotations

import bisect
import copy
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from analysis import reader as run_time
from analysis.language import MODELS, sentence_spans, tokenizer
from analysis.layout import lay_out
from analysis.reader import CROSSINGS, DILATIONS, DISTANCES, FEATURES, NARROW_DILATIONS, ROLE_LABELS, WINDOW

HELD_OUT = ("GUM_news_homeopathic", "GUM_news_iodine", "GUM_interview_cyclone", "GUM_interview_gaming")
SEED, PASSES, LENGTH, BATCH, RATE = 4, 14, 320, 12, 4e-3
HIDDEN, DROPOUT, NARROW_DROPOUT, SMOOTHING = 0.08, 0.3, 0.2, 0.05
WIDTH, NARROW = 128, 48
TAG_WEIGHT, LABEL_WEIGHT, SPEECH_WEIGHT = 1.0, 2.5, 0.15
SLACK = 0.004
CHECK = 14  # every fourteenth article is kept out of training: confidence is measured on it
NONE, SOURCE, CONTENT = 0, 1, 2
Range = tuple[int, int]


class Gold(NamedTuple):
    """An attribution as token ranges."""

    cue: Range
    source: list[Range]
    content: list[Range]
    speech: bool | None  # None for a false cue, shown to the second stage as having neither source nor content


@dataclass
class Example:
    """An article to learn from: its features and, where they are known (-1 where not), tags and roles of its tokens."""

    id: str
    text: str
    tokens: list[Range]
    known: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray
    tags: np.ndarray
    roles: np.ndarray
    attributions: list[Gold]


def read_lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines)


def polnear_examples(path: Path, tagset: dict[str, int]) -> list[Example]:
    """The articles of a PolNeAR file, tokenized as at run time; a token that the parser cut otherwise has no tag."""
    return [polnear_example(article, tagset) for article in read_lines(path)]


def polnear_example(article: dict, tagset: dict[str, int]) -> Example:
    text = article["text"]
    tokens: list[Range] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    for part in lay_out(text).parts:
        for start, end in sentence_spans(text, part.start, part.end):
            spans = [(start + a, start + b) for a, b in tokenizer().span_tokenize(text[start:end])]
            number = sentences[-1] + 1 if sentences else 0
            tokens += spans
            sentences += [number] * len(spans)
            paragraphs += [part.paragraph] * len(spans)
    gold = {(a, b): tag for sentence in article.get("tokens", []) for a, b, tag in sentence}
    tags = [tagset.setdefault(gold[span], len(tagset)) if span in gold else -1 for span in tokens]
    attributions = [
        Gold((cue[0][0], cue[-1][1]), token_ranges(tokens, a["source"]), content, a["speech"])
        for a in article["attributions"]
        if (cue := token_ranges(tokens, a["cue"])) and (content := token_ranges(tokens, a["content"]))
    ]
    places = np.array(sentences), np.array(paragraphs)
    known = run_time.features([text[a:b] for a, b in tokens], *places)
    roles = role_labels(len(tokens), attributions)
    return Example(article["id"], text, tokens, known, *places, np.array(tags), roles, attributions)


def token_ranges(tokens: list[Range], spans: list[list[int]]) -> list[Range]:
    """Spans of the text as ranges of the tokens that they touch."""
    starts = [start for start, _ in tokens]
    ranges = []
    for start, end in spans:
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        first -= first > 0 and tokens[first - 1][1] > start
        if last > first:
            ranges.append((first, last))
    return ranges


def role_labels(size: int, attributions: list[Gold]) -> np.ndarray:
    """ROLE_LABELS of tokens; where attributions overlap, a cue goes before a source and a source before a content."""
    labels = np.zeros(size, dtype=np.int64)
    for role, ranges in (
        ("content", [r for a in attributions for r in a.content]),
        ("source", [r for a in attributions for r in a.source]),
        ("cue", [a.cue for a in attributions]),
    ):
        for first, last in ranges:
            labels[first:last] = ROLE_LABELS.index(f"I-{role}")
            labels[first] = ROLE_LABELS.index(f"B-{role}")
    return labels


def gum_documents(data: Path, *, held_out: bool) -> Iterator[dict]:
    """The documents of GUM: the four held out, or all others."""
    return (d for d in read_lines(data / "tagging" / "gum.jsonl.gz") if (d["id"] in HELD_OUT) == held_out)


def gum_example(document: dict, tagset: dict[str, int]) -> Example:
    """A document of GUM, in paragraphs of four sentences, for its tags alone."""
    words = [word for sentence in document["sentences"] for word, _, _ in sentence]
    tags = [tagset.setdefault(tag, len(tagset)) for sentence in document["sentences"] for _, tag, _ in sentence]
    sentences = np.repeat(np.arange(len(document["sentences"])), [len(s) for s in document["sentences"]])
    known = run_time.features(words, sentences, sentences // 4)
    unknown = np.full(len(words), -1)
    return Example(document["id"], "", [], known, sentences, sentences // 4, np.array(tags), unknown, [])


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
    """The network of ``reader.Reader``, to be trained; names of its weights are those that the run time reads."""

    def __init__(self, tags: int):
        super().__init__()
        self.embed = nn.ModuleList(nn.Embedding(size, width) for size, width in FEATURES.values())
        self.enter = nn.Linear(sum(width for _, width in FEATURES.values()), WIDTH)
        self.stack = nn.ModuleList(Gated(WIDTH, dilation, DROPOUT) for dilation in DILATIONS)
        self.last, self.drop = nn.LayerNorm(WIDTH), nn.Dropout(DROPOUT)
        self.tags, self.roles = nn.Linear(WIDTH, tags), nn.Linear(WIDTH, len(ROLE_LABELS))
        self.token, self.cue = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance, self.crossing = nn.Embedding(DISTANCES, NARROW), nn.Embedding(CROSSINGS, NARROW)
        self.within = nn.Parameter(torch.zeros(NARROW))
        self.stack2 = nn.ModuleList(Gated(NARROW, dilation, NARROW_DROPOUT) for dilation in NARROW_DILATIONS)
        self.last2, self.drop2 = nn.LayerNorm(NARROW), nn.Dropout(NARROW_DROPOUT)
        self.label = nn.Linear(NARROW, 3)
        self.judge = nn.Sequential(nn.Linear(WIDTH, NARROW), nn.ReLU(), nn.Linear(NARROW, 1))

    def read(self, known: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """First stage: states, tag scores and role scores of the tokens of a batch."""
        known = known.clone()
        if self.training:
            known[..., 0][torch.rand(known.shape[:2]) < HIDDEN] = 0
        values = torch.cat([table(known[..., i]) for i, table in enumerate(self.embed)], -1)
        values = torch.relu(self.enter(self.drop2(values)))
        for gated in self.stack:
            values = gated(values, inside[..., None].float())
        states = self.last(values)
        return states, self.tags(self.drop(states)), self.roles(self.drop(states))

    def attribute(
        self, states: Tensor, rows: Tensor, cues: Tensor, batch: Batch
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Second stage: label scores around cues (k x window x 3), which tokens these are, which of them are there, and
        the score of speech."""
        first, last = cues.T
        offsets = torch.arange(-WINDOW, WINDOW + 1)
        places = (first[:, None] + offsets).clamp(0, states.shape[1] - 1)
        there = (first[:, None] + offsets == places) & batch.inside[rows[:, None], places]
        paragraphs = batch.paragraphs[rows[:, None], places] - batch.paragraphs[rows, first][:, None]
        sentences = batch.sentences[rows[:, None], places] - batch.sentences[rows, first][:, None]
        there &= paragraphs.abs() <= 1
        summed = F.pad(states.cumsum(1), (0, 0, 1, 0))
        cue = (summed[rows, last] - summed[rows, first]) / (last - first)[:, None]
        crossing = torch.from_numpy(run_time.crossings(sentences.numpy(), paragraphs.numpy()))
        values = (
            self.token(self.drop2(states))[rows[:, None], places]
            + self.cue(self.drop2(cue))[:, None]
            + self.distance(torch.from_numpy(run_time.distances(offsets.numpy())))
            + self.crossing(crossing)
            + ((places >= first[:, None]) & (places < last[:, None]))[..., None] * self.within
        )
        values = torch.relu(values)
        for gated in self.stack2:
            values = gated(values, there[..., None].float())
        return self.label(self.last2(values)), places, there, self.judge(cue)[:, 0]


@dataclass
class Batch:
    """Stretches of examples side by side (b x n), with the attributions whose cue they hold, by row."""

    known: Tensor
    tags: Tensor
    roles: Tensor
    sentences: Tensor
    paragraphs: Tensor
    inside: Tensor
    attributions: list[tuple[int, Gold]]


def stretches(examples: list[Example]) -> list[list[tuple[Example, int, int]]]:
    """The examples cut into stretches of LENGTH tokens from a random start, in batches of like length, shuffled."""
    shift = random.randrange(LENGTH)
    cut = [
        (example, max(0, start), min(len(example.known), start + LENGTH))
        for example in examples
        for start in range(-shift, len(example.known), LENGTH)
        if min(len(example.known), start + LENGTH) - max(0, start) >= 8
    ]
    random.shuffle(cut)
    cut.sort(key=lambda part: part[2] - part[1])
    batches = [cut[i : i + BATCH] for i in range(0, len(cut), BATCH)]
    random.shuffle(batches)
    return batches


def collate(parts: list[tuple[Example, int, int]]) -> Batch:
    size = max(end - start for _, start, end in parts)
    fill = {"known": 0, "tags": -1, "roles": -1, "sentences": 0, "paragraphs": 0}
    shape = {name: (len(parts), size, len(FEATURES)) if name == "known" else (len(parts), size) for name in fill}
    arrays = {name: np.full(shape[name], value, dtype=np.int64) for name, value in fill.items()}
    inside, attributions = np.zeros((len(parts), size), dtype=bool), []
    for row, (example, start, end) in enumerate(parts):
        for name, array in arrays.items():
            array[row, : end - start] = getattr(example, name)[start:end]
        inside[row, : end - start] = True
        attributions += [
            (row, shifted(gold, start, end))
            for gold in example.attributions
            if gold.cue[0] >= start and gold.cue[1] <= end
        ]
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Batch(**tensors, inside=torch.from_numpy(inside), attributions=attributions)


def shifted(gold: Gold, start: int, end: int) -> Gold:
    """An attribution of an article as one of its stretch ``[start, end)``, cut to it."""

    def inside(ranges: list[Range]) -> list[Range]:
        return [(max(a, start) - start, min(b, end) - start) for a, b in ranges if a < end and b > start]

    return Gold(inside([gold.cue])[0], inside(gold.source), inside(gold.content), gold.speech)


def false_cues(roles: Tensor, batch: Batch, most: int) -> list[tuple[int, Gold]]:
    """Tokens that the first stage takes for the begin of a cue and that are none."""
    begins, cue = ROLE_LABELS.index("B-cue"), [ROLE_LABELS.index("B-cue"), ROLE_LABELS.index("I-cue")]
    believed = (torch.softmax(roles.detach(), -1)[..., begins] > 0.3) & (batch.roles >= 0)
    believed &= ~torch.isin(batch.roles, torch.tensor(cue))
    places = believed.nonzero()
    chosen = places[torch.randperm(len(places))[:most]].tolist()
    return [(row, Gold((token, token + 1), [], [], None)) for row, token in chosen]


def label_targets(attributions: list[tuple[int, Gold]], size: int) -> Tensor:
    """For each attribution which tokens of its row are source and which content (k x n)."""
    labels = torch.zeros(len(attributions), size, dtype=torch.long)
    for i, (_, gold) in enumerate(attributions):
        for label, ranges in ((SOURCE, gold.source), (CONTENT, gold.content)):
            for first, last in ranges:
                labels[i, first:last] = label
    return labels


def loss_of(network: Network, batch: Batch) -> Tensor:
    """What a batch teaches: tags, roles, and for each cue its source, its content and whether it is speech."""

    def errors(scores: Tensor, targets: Tensor, smoothing: float = SMOOTHING) -> Tensor:
        if not (targets >= 0).any():
            return torch.zeros(())
        return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-1, label_smoothing=smoothing)

    with torch.autocast("cpu", dtype=torch.bfloat16):  # a third faster where the processor can, and scores the same
        states, tags, roles = network.read(batch.known, batch.inside)
    tags, roles = tags.float(), roles.float()
    loss = TAG_WEIGHT * errors(tags, batch.tags) + errors(roles, batch.roles)
    if not batch.attributions:
        return loss
    shown = batch.attributions + false_cues(roles, batch, len(batch.attributions) // 3 + 1)
    rows, cues = torch.tensor([row for row, _ in shown]), torch.tensor([gold.cue for _, gold in shown])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, places, there, speech = network.attribute(states, rows, cues, batch)
    scores, speech = scores.float(), speech.float()
    targets = label_targets(shown, batch.known.shape[1]).gather(1, places).masked_fill(~there, -1)
    true = len(batch.attributions)
    spoken = torch.tensor([float(bool(gold.speech)) for _, gold in batch.attributions])
    speech_loss = F.binary_cross_entropy_with_logits(speech[:true], spoken)
    return loss + LABEL_WEIGHT * errors(scores, targets, 0.02) + SPEECH_WEIGHT * speech_loss


def train(examples: list[Example], more_tags: list[Example], tags: int) -> Network:
    """Train the network on examples and on those that only teach tags. Returns the weights averaged over the last steps."""
    network = Network(tags)
    averaged = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    steps = PASSES * (sum(len(e.known) // LENGTH + 2 for e in examples + more_tags) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.25)
    step = 0
    for number in range(PASSES):
        total, batches = 0.0, stretches(examples + more_tags)
        network.train()
        for parts in batches:
            loss = loss_of(network, collate(parts))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            step += 1
            average(averaged, network, min(0.998, (1 + step) / (10 + step)))
            total += loss.item()
        click.echo(f"pass {number + 1}: loss {total / len(batches):.3f}")
    return averaged


@torch.no_grad()
def average(averaged: Network, network: Network, decay: float) -> None:
    """Move the averaged weights a step towards the present ones (Polyak averaging)."""
    for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
        mean.lerp_(now, 1 - decay)


def exported(network: Network, tagset: dict[str, int]) -> dict[str, np.ndarray]:
    """The weights as the run time multiplies them: matrices transposed, a convolution as three matrices."""
    weights: dict[str, np.ndarray] = {"tagset": np.array(list(tagset))}
    for name, value in network.state_dict().items():
        array = value.numpy()
        if name.endswith("conv.weight"):
            array = array.T.reshape(3, -1, array.shape[0])
        elif array.ndim == 2 and not name.startswith(("embed", "distance", "crossing")):
            array = array.T
        weights[name] = np.ascontiguousarray(array)
    return weights


def transitions(examples: list[Example]) -> np.ndarray:
    """Log-probabilities from label to label of the second stage, counted in the windows around cues."""
    counts = np.ones((3, 3))
    for example in examples:
        labels = label_targets([(0, gold) for gold in example.attributions], len(example.known)).numpy()
        for gold, row in zip(example.attributions, labels, strict=True):
            near = row[max(0, gold.cue[0] - WINDOW) : gold.cue[0] + WINDOW + 1]
            np.add.at(counts, (near[:-1], near[1:]), 1)
    return np.log(counts / counts.sum(axis=1, keepdims=True))


def save(weights: dict[str, np.ndarray], path: Path) -> None:
    """Write weights: the embeddings as int8 with a scale a row, all else as float16; the same bytes for the same weights."""
    held: dict[str, np.ndarray] = {}
    for name, value in weights.items():
        if name.startswith("embed"):
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-8) / 127
            held[name], held[f"{name}:scale"] = np.round(value / scale).astype(np.int8), scale.astype(np.float16)
        else:
            held[name] = value if value.dtype.kind == "U" else value.astype(np.float16)
    np.savez_compressed(path, **held)  # type: ignore[arg-type]


def calibrate(weights: dict[str, np.ndarray], examples: list[Example]) -> dict[str, np.ndarray]:
    """Weigh the reader's probabilities so that confidence is the share that is right, on articles kept out of training.

    Also sets the least confidence: the lowest at which the F1 of attributions is within SLACK of its best, since missing
    what was said costs a reader more than a claim of low confidence, which shows that it is one.
    """
    from analysis.attribution import find_attributions, log_odds  # here, because they read the weights just made
    from analysis.documents import read_text

    measures, right, gold = [], [], 0
    for example in examples:
        document = read_text(example.text)
        found = find_attributions(document, least=-1)
        contents = [covered(example.text, [document.span(run) for run in a.content]) for a in found]
        theirs = [
            covered(example.text, [example_span(example, run) for run in a.content]) for a in example.attributions
        ]
        matched = {mine for mine, _ in matches(contents, theirs)}
        gold += len(theirs)
        measures += [log_odds(a.measures) for a in found]
        right += [i in matched for i in range(len(found))]
    values, targets = torch.tensor(np.array(measures)).float(), torch.tensor(right).float()
    line = nn.Linear(values.shape[1], 1)
    optimizer = torch.optim.LBFGS(line.parameters(), max_iter=200)

    def loss() -> Tensor:
        optimizer.zero_grad()
        error = F.binary_cross_entropy_with_logits(line(values)[:, 0], targets) + 1e-4 * line.weight.square().sum()
        error.backward()
        return error

    optimizer.step(loss)
    confident = torch.sigmoid(line(values)[:, 0]).detach().numpy()
    order = np.argsort(-confident)
    hits = np.cumsum(targets.numpy()[order])
    scores = 2 * hits / (np.arange(1, len(hits) + 1) + gold)
    return weights | {
        "confidence": np.concatenate([line.bias.detach().numpy(), line.weight.detach().numpy()[0]]),
        "least_confidence": np.array(confident[order][np.flatnonzero(scores >= scores.max() - SLACK)[-1]]),
    }


def example_span(example: Example, run: Range) -> Range:
    return example.tokens[run[0]][0], example.tokens[run[1] - 1][1]


def covered(text: str, spans: Iterable[Range]) -> set[int]:
    """The characters of spans that are not white space."""
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def matches(mine: list[set[int]], theirs: list[set[int]], least: float = 0.5) -> list[tuple[int, int]]:
    """Pairs of contents that share at least half of their joint characters, the most alike first, each used once."""
    pairs = sorted(
        (
            (len(a & b) / len(a | b), i, j)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
            if a & b and len(a & b) >= least * len(a | b)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, j))
    return found


def edit(form: str, lemma: str) -> str:
    """The change from a form to its lemma: how many characters to cut off the end, and what to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same].lower() == lemma[same].lower():
        same += 1
    return f"{len(form) - same} {lemma[same:]}"


def train_lemmas(words: Iterable[tuple[str, str, str]], longest: int = 6) -> dict[str, str]:
    """Suffix rules ``"tag suffix" -> edit``; a longer suffix is kept where it decides otherwise than the shorter one.

    A rule of a suffix needs three different words; that of a whole word, marked ``^`` (irregular forms), only itself.
    """
    edits: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for form, tag, lemma in set(words):
        low = form.lower()
        suffixes = {low[i:] for i in range(max(0, len(low) - longest), len(low) + 1)}
        for suffix in suffixes | {f"^{low}"}:
            edits[tag, suffix][edit(form, lemma)] += 1
    rules: dict[str, str] = {}
    for tag, suffix in sorted(edits, key=lambda key: len(key[1])):
        counts = edits[tag, suffix]
        change = counts.most_common(1)[0][0]
        if (suffix.startswith("^") or counts.total() >= 3) and change != _shorter(rules, tag, suffix):
            rules[f"{tag} {suffix}"] = change
    return rules


def _shorter(rules: dict[str, str], tag: str, suffix: str) -> str:
    """What the rules so far decide for a suffix: the edit of the longest shorter one."""
    return next((rules[key] for i in range(1, len(suffix) + 1) if (key := f"{tag} {suffix[i:]}") in rules), "0 ")


def write_lemmas(data: Path) -> None:
    """Write the lemma rules as gzipped JSON, the same bytes for the same rules."""
    words = (
        tuple(token) for d in gum_documents(data, held_out=False) for sentence in d["sentences"] for token in sentence
    )
    text = json.dumps(train_lemmas((w, t, held) for w, t, held in words), ensure_ascii=False, sort_keys=True)
    (Path(str(MODELS)) / "lemmas.json.gz").write_bytes(gzip.compress(text.encode("utf8"), mtime=0))


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--threads", default=2, show_default=True, help="Processor cores to train on.")
def main(data: Path, threads: int) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    write_lemmas(data)
    tagset: dict[str, int] = {}
    articles = polnear_examples(data / "attribution" / "polnear-train.jsonl.gz", tagset)
    more_tags = [gum_example(d, tagset) for d in gum_documents(data, held_out=False)]
    check = articles[::CHECK]
    network = train([e for i, e in enumerate(articles) if i % CHECK], more_tags, len(tagset))
    weights = exported(network, tagset) | {"transitions": transitions(articles)}
    path = Path(str(MODELS)) / "reader.npz"
    save(weights | {"confidence": np.array([0.0, 1, 1, 0, 0]), "least_confidence": np.array(0.0)}, path)
    save(calibrate(weights, check), path)


if __name__ == "__main__":
    main()
