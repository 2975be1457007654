"""The course: what a lesson is made of, its checks, and every lesson from top to bottom."""

import csv
import re

import fiction
import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from analysis import corpus, evaluation, read_articles, tabulate
from analysis.charts.summaries import statements_by_voice
from analysis.events import find_events
from analysis.lessons import casualties, open_lesson, solved, sources, trust, verdicts, words
from analysis.lessons.__main__ import main
from analysis.lessons.solutions import LESSONS

LESSON_FILES = sorted(LESSONS.glob("*.ipynb"))
every_lesson = pytest.mark.parametrize("path", LESSON_FILES, ids=lambda path: path.stem)
OPEN = "✗ Not yet. Put your answer in place of the three dots, and run both cells again."


def tagged(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


@pytest.fixture(scope="module")
def ilmora(tmp_path_factory):
    """The collection's tables saved: the kernels need not make them again."""
    return fiction.read().save(tmp_path_factory.mktemp("ilmora") / "tables")


@pytest.fixture(scope="module")
def read(ilmora):
    return open_lesson("not looked at", ilmora)


@pytest.fixture(scope="module")
def texts(read):
    return corpus.index_words(read)


# ---- what a lesson is made of


@every_lesson
def test_opens_with_a_card_aims_and_a_question_and_ends_with_further_reading(path):
    prose = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    assert re.match(r"# Lesson \d: ", prose[0])
    assert [row.split("|")[1].strip() for row in prose[0].splitlines() if row.startswith("|")][2:] == [
        "Question", "Level", "Time", "Data", "You make",
    ]  # fmt: skip
    assert 45 <= int(re.search(r"Time \| (\d+) minutes", prose[0])[1]) <= 60
    assert [text.splitlines()[0] for text in prose[1:3]] == [
        "## What you will be able to do",
        "## A question from the news",
    ]
    assert prose[-1].startswith("## Further reading")
    assert len(prose[-1].splitlines()) >= 5


@every_lesson
def test_short_steps_in_short_words(path):
    cells = nbformat.read(path, as_version=4).cells
    prose = [len(cell.source.split()) for cell in cells[3:-1] if cell.cell_type == "markdown"]
    assert max(prose) <= 80  # the code of a solution among them
    assert sorted(prose)[len(prose) // 2] <= 40
    code = [cell for cell in cells if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])]
    assert max(len(cell.source.splitlines()) for cell in code) <= 3


@every_lesson
def test_three_exercises_or_more_each_with_a_check_and_a_folded_solution(path):
    notebook = nbformat.read(path, as_version=4)
    assert len(tagged(notebook, "exercise")) >= 3
    for cell, check, solution in zip(notebook.cells, notebook.cells[1:], notebook.cells[2:], strict=False):
        if "exercise" in cell.metadata.get("tags", []):
            assert "..." in cell.source
            assert check.metadata.tags == ["check"]
            assert check.source.startswith("check.")
            assert solution.metadata.tags == ["solution"]
            assert solution.source.startswith("<details>\n<summary>Solution</summary>\n\n```python\n")
            assert solution.source.endswith("\n</details>")


def test_an_exercise_without_a_solution_is_refused():
    lesson = new_notebook(cells=[new_code_cell("answer = ...", id="a-1", metadata={"tags": ["exercise"]})])
    with pytest.raises(ValueError, match="cell a-1 is an exercise, and no solution"):
        solved(lesson)


def test_the_teacher_gets_all_lessons_solved(tmp_path):
    assert CliRunner().invoke(main, [str(tmp_path / "solved")]).exit_code == 0
    for path in LESSON_FILES:
        made = nbformat.read(tmp_path / "solved" / path.name, as_version=4)
        assert all("= ..." not in cell.source for cell in tagged(made, "exercise"))
    refused = CliRunner().invoke(main, [str(LESSONS)])
    assert "holds the lessons themselves" in refused.output


# ---- from top to bottom


def with_parameters(lesson, **parameters):
    (cell,) = tagged(lesson, "parameters")
    cell.source += "".join(f"\n{name} = {value!r}" for name, value in parameters.items())
    return lesson


def checked(lesson):
    """What the checks of a lesson say when its code is run here, cell by cell, without a kernel."""
    known, said = {}, []
    for cell in lesson.cells:
        if "check" in cell.metadata.get("tags", []):
            said.append(repr(eval(cell.source, known)))
        elif cell.cell_type == "code":
            exec(cell.source, known)
    return said


def wrong(said):
    return [verdict for verdict in said if not verdict.startswith("✓ Right.")]


@every_lesson
def test_every_answer_of_the_solutions_is_right(path, ilmora):
    lesson = with_parameters(solved(nbformat.read(path, as_version=4)), tables=str(ilmora))
    NotebookClient(lesson, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(LESSONS)}}).execute()
    assert wrong(cell.outputs[0].data["text/plain"] for cell in tagged(lesson, "check")) == []


@every_lesson
def test_a_lesson_that_nobody_has_worked_on_runs_too(path, ilmora):
    assert set(checked(with_parameters(nbformat.read(path, as_version=4), tables=str(ilmora)))) == {OPEN}


@pytest.fixture(scope="module")
def thirty(shared_lines, tmp_path_factory):
    """A class's own articles: a folder of text files with metadata, and their tables."""
    folder = tmp_path_factory.mktemp("class") / "articles"
    folder.mkdir()
    told = [one for one in shared_lines("articles/wikinews_2019_2020_all.jsonl.gz") if "killed" in one["text"]][:30]
    with (folder / "metadata.csv").open("w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "title", "published", "url"])
        for one in told:
            (folder / f"{one['id']}.txt").write_text(one["text"], encoding="utf8")
            rows.writerow([f"{one['id']}.txt", one["title"], one["date"], one["url"]])
    return folder, tabulate(read_articles(folder)).save(folder.parent / "tables")


@pytest.mark.shared
@every_lesson
def test_thirty_articles_of_ones_own_work_through_every_lesson(path, thirty):
    folder, tables = thirty
    lesson = with_parameters(solved(nbformat.read(path, as_version=4)), collection=str(folder), tables=str(tables))
    assert wrong(checked(lesson)) == []


# ---- opening


def test_a_group_is_a_publisher_or_a_column_of_choice(ilmora):
    assert open_lesson("", ilmora).articles["group"].nunique() == 6
    assert open_lesson("", ilmora, by="weekday").articles["group"].unique().tolist()[0].endswith("day")
    with pytest.raises(ValueError, match="by: the articles have no column 'colour'; they have article_id"):
        open_lesson("", ilmora, by="colour")


def test_a_lesson_says_where_it_has_nothing_to_count(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Bakers meet in Avel\n\nThe bakers of Avel met on Monday to taste a new loaf of bread.\n"
    )
    with pytest.raises(
        ValueError, match="no figure of 'killed' was read in these articles; they tell of no outcome at all"
    ):
        open_lesson(tmp_path, outcome="killed")


# ---- verdicts: every check accepts what is right and says what is wrong


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "Put your answer in place of the three dots, and run both cells again."),
        (None, "The answer is one number; yours is missing."),
        ("7", "The answer is one number; yours is the text “7”."),
        ([7], "The answer is one number; yours is a list."),
        (True, "The answer is one number; yours is a bool."),
        (float("nan"), "The answer is one number; yours is a float."),
        (6, "Your number is too low."),
        (7.1, "Your number is too high."),
        (12, "You counted twice."),
    ],
)
def test_a_number_that_is_not_the_right_one(answer, says):
    verdict = verdicts.judge_number(answer, 7, {"You counted twice.": 12})
    assert (verdict.right, verdict.says) == (False, says)


@pytest.mark.parametrize(
    ("answer", "right"),
    [(7, 7), (7.0, 7), (pd.Series([7])[0], 7), (pd.Series([7]), 7), (pd.array([7], "Int64")[0], 7), (3.38, 3.3806)],
)
def test_a_right_number_is_right_in_any_dress(answer, right):
    assert verdicts.judge_number(answer, right).right


def test_checks_of_tokens_and_rate(texts):
    text = "“No,” she said – “no one died.”"
    assert words.tokens(text, 13).right
    assert words.tokens(text, 7).says.startswith("You cut at spaces")
    assert words.tokens(text, 6).says.startswith("You left punctuation out")
    times = corpus.frequency(texts, "killed")["times"].iloc[0]
    assert words.rate(texts, "killed", round(times / len(texts) * 1000, 2)).right
    assert words.rate(texts, "killed", times).says.startswith("That is how often it stands in all")
    assert words.rate(texts, "killed", times / len(texts)).says.startswith("That is its share")
    assert words.rate(texts, "unheardof", 1).says.startswith("“unheardof” does not stand in this collection")


def test_check_of_the_group_that_has_a_word_most_often(texts):
    table = corpus.frequency(texts, "killed", by="group")
    for group, rate in zip(table["group"], table["per_thousand"], strict=True):
        assert words.most_frequent_group(texts, "killed", group).right == (rate == table["per_thousand"].max())
    assert "the names to choose from are" in words.most_frequent_group(texts, "killed", "The Times").says


@pytest.mark.parametrize("right", ["kill.*", "kill(s|ed|ing|ings|)", "KILL.*", "(?i:kill)[a-z]*", r"k\w*ill\w*|kill.*"])
def test_any_pattern_that_finds_the_same_words_is_right(texts, right):
    assert words.pattern(texts, "kill", right).right


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (5, "The answer is a pattern"), ("kill(", "Python cannot read the pattern"), ("killed", "It misses"),
        (".*ill.*", "It also finds"), ("killed .*", "Your pattern has a space in it"),
    ],
)  # fmt: skip
def test_a_pattern_that_finds_other_words_is_not(texts, wrong, says):
    verdict = words.pattern(texts, "kill", wrong)
    assert not verdict.right
    assert verdict.says.startswith(says)


def test_check_of_the_more_even_word(texts):
    dp = corpus.dispersion(texts, ["killed", "truce"]).set_index("word")["dp"]
    assert dp["killed"] < dp["truce"]
    assert words.more_even(texts, "killed", "truce", "killed").right
    assert words.more_even(texts, "killed", "truce", "truce").says.startswith("DP is 0")
    assert "must both stand" in words.more_even(texts, "killed", "unheardof", "killed").says


def test_check_of_bounds():
    assert casualties.bounds((12, None), [41, None], (None, 7), (10, 15)).right
    assert (
        casualties.bounds((12, None), (40, None), (None, 7), (10, 15)).says
        == "“more than 40”: look at the lower bound again."
    )
    assert (
        casualties.bounds((12, None), (41, None), (0, 7), (10, 15)).says
        == "“up to seven”: look at the lower bound again."
    )
    assert "write a pair" in casualties.bounds(12, (41, None), (None, 7), (10, 15)).says


def test_check_of_vague_words():
    assert casualties.vague_total("acled", ["several", "dozens"], 15).right
    assert casualties.vague_total("acled", ["several", "dozens"], 14).says == "That is by the convention of airwars."


def test_checks_of_figures_and_events(read):
    figures, events = read.casualties, find_events(read)
    low, high = figures["low"], figures["high"]
    assert casualties.one_sided(figures, (low.isna() != high.isna()).sum()).right
    assert casualties.one_sided(figures, (low.isna() & high.isna()).sum()).says.startswith(
        "You counted those that have no"
    )
    reported = events[(events["outcome"] == "killed") & ~events["background"]]
    naive, counted = low[figures["outcome"] == "killed"].sum(), reported["latest_low"].sum()
    assert casualties.times_too_large(figures, events, "killed", naive / counted).right
    assert casualties.times_too_large(figures, events, "killed", counted / naive).says.startswith(
        "You divided the wrong way"
    )
    gap = reported["latest_high"] - reported["latest_low"]
    best = set(reported.loc[gap == gap.max(), "event_id"])
    assert [
        event for event in reported["event_id"] if casualties.widest(events, "killed", event).right != (event in best)
    ] == []
    assert len(best) < reported["event_id"].nunique()


# ---- who says so


def test_the_example_of_a_statement_stands_whole_in_its_passage(read):
    claim = sources.example(read)
    row = read.claims.set_index("claim_id").loc[claim]
    assert all(row[part] in sources.passage(read, claim) for part in ("source", "cue", "content"))


def test_parts_of_a_statement_where_half_of_the_letters_agree(read):
    claim = read.claims.loc[read.claims["content"].fillna("").str.startswith("“It is dark"), "claim_id"].item()
    row = read.claims.set_index("claim_id").loc[claim]
    assert all(part in sources.passage(read, claim) for part in ("“It is dark", "told reporters"))
    right = {"source": row["source"], "cue": row["cue"], "content": row["content"]}
    assert sources.parts(read, claim, **right).right
    assert sources.parts(read, claim, **(right | {"content": right["content"].strip("“”,")})).right
    for role, wrong, says in [
        ("source", right["content"], "The source: these are other words"),
        ("source", right["source"].split()[-1], "The source: you have too few"),
        ("cue", sources.passage(read, claim), "The cue: you have too many words"),
        ("content", "nobody said this", "“nobody said this” does not stand in the sentence"),
        ("cue", "", "The cue is some words in quotation marks"),
    ]:
        verdict = sources.parts(read, claim, **(right | {role: wrong}))
        assert (verdict.right, verdict.says.startswith(says)) == (False, True), verdict


def test_checks_of_shares_of_statements(read):
    claims = read.claims
    share = claims["form"].isin(["direct", "mixed"]).mean()
    assert sources.quoted(claims, round(share, 3)).right
    assert sources.quoted(claims, 100 * share).says.startswith("That is in per cent")
    assert sources.quoted(claims, (claims["form"] == "direct").mean()).says.startswith("You left out")
    withheld = claims["source_id"].map(read.sources.set_index("source_id")["anonymous"]).dropna().astype(bool)
    assert sources.anonymous(claims, read.sources, withheld.mean()).right
    assert sources.anonymous(claims, read.sources, read.sources["anonymous"].mean()).says.startswith(
        "That is the share of sources"
    )


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (["denied", "accuse", "warns"], ""),
        (["denied", "denies", "warned"], "That is 2 different verbs; 3 are asked for."),
        (["said", "accuse", "warns"], "“said” only says that somebody spoke."),
        (["sing", "accuse", "warns"], "“sing” introduces no statement here."),
        ("denied", 'Write a list of words in quotation marks, such as ["one", "two", "three"].'),
    ],
)
def test_check_of_verbs_that_do_more_than_say(read, answer, says):
    verdict = sources.telling_verbs(read.claims, answer)
    assert (verdict.right, verdict.says) == (not says, says)


def test_check_of_the_effective_number(read):
    counts = statements_by_voice(read.claims, read.sources)["statements"]
    shares = counts / counts.sum()
    assert sources.effective(read.claims, read.sources, 1 / (shares**2).sum()).right
    assert sources.effective(read.claims, read.sources, len(counts)).says.startswith("That is how many voices")
    assert sources.effective(read.claims, read.sources, (shares**2).sum()).says.startswith(
        "That is the sum of the squares"
    )


# ---- how far can you trust it


@pytest.fixture(scope="module")
def article(read):
    return trust.article_to_annotate(read)


@pytest.fixture(scope="module")
def other(read):
    return trust.second_reader(read, fiction.FOLDER)[0]


@pytest.mark.parametrize(
    ("marked", "says"),
    [
        ([], "Write a list of figures"), ("nine", "Write a list of figures"), 
        ([("nine", "killed")], "('nine', 'killed'): a figure has four"),
        ([("ninety-nine geese", "killed", 99, 99)], "'ninety-nine geese' does not stand in the article"),
        ([("market", "dead", 1, 1)], "“market”: the outcome is one of killed"),
        ([("market", "killed", "1", 1)], "“market”: low and high are whole numbers"),
        ([("market", "killed", 5, 1)], "“market”: low is larger than high"),
    ],
)  # fmt: skip
def test_annotations_must_be_written_as_they_are_read(read, article, marked, says):
    verdict = trust.marking(read, article, marked)
    assert (verdict.right, verdict.says.startswith(says)) == (False, True), verdict
    with pytest.raises(ValueError, match=re.escape(says)):
        trust.annotated(read, article, marked)


def test_annotations_of_another_are_those_typed(read, article, other):
    marked = trust.sample(read, article, other)
    mine = trust.annotated(read, article, marked)
    assert trust.sample(read, article, mine) == marked
    assert mine.casualties["start"].is_monotonic_increasing
    assert (evaluation.agreement(mine, other, samples=0)["observed"] == 1).all()
    assert evaluation.differences(mine, other).empty


def test_annotations_are_kept_for_a_classmate(read, article, other, tmp_path):
    mine = trust.annotated(read, article, trust.sample(read, article, other)[:2])
    assert trust.keep(mine, None) == "not saved: write a folder into the parameters"
    folder = trust.keep(mine, tmp_path / "anna")
    theirs, who = trust.second_reader(read, "", folder)
    assert who == "your classmate"
    assert trust.sample(read, article, theirs) == trust.sample(read, article, mine)
    assert trust.second_reader(read, tmp_path)[1] == "the program"


def test_checks_of_agreement_are_those_of_the_library(read, article, other):
    mine = trust.annotated(read, article, trust.sample(read, article, other)[:2])
    counts = trust.words_marked(mine, other, article)
    found = evaluation.agreement(mine, other, samples=0).set_index("what").loc["figure"]
    assert trust.observed(counts, found["observed"]).right
    assert trust.kappa(counts, found["kappa"]).right
    assert trust.kappa(counts, found["observed"]).says.startswith("That is the observed agreement")
    assert trust.observed(counts, 1 - found["observed"]).says.startswith("That is the share on which they differ")
    nobody = trust.annotated(read, article, ...)
    assert trust.kappa(trust.words_marked(nobody, nobody, article), 0).says.startswith("Nobody marked a word")


def test_checks_of_scores_and_errors(read, other):
    program = trust.figures_alone(read)
    scores, errors = evaluation.scores(program, other), evaluation.errors(program, other)
    row = scores.iloc[0]
    assert trust.f1(scores, row["f1"]).right
    assert trust.f1(scores, row["precision"]).says == "That is precision alone."
    assert trust.f1(scores, (row["precision"] + row["recall"]) / 2).says.startswith("That is the plain mean")
    counts = errors["what"].value_counts()
    assert [trust.commonest_error(errors, kind).right for kind in counts.index] == [True] + [False] * (len(counts) - 1)
    assert trust.commonest_error(errors.head(0), None).right
    assert not trust.commonest_error(errors.head(0), "figure missed").right
