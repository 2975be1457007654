"""The table contract, and how it is kept on disk."""

import pandas as pd
import pytest

from analysis.tables import SCHEMAS, ContractError, Tables, table

TEXT = "Police said two men died."


def tables(**changed) -> Tables:
    """One article with one claim about one figure; ``changed`` replaces whole tables."""
    frames = {
        "articles": [{"article_id": "a", "text": TEXT}],
        "sources": [{"source_id": "a:s1", "article_id": "a", "name": "Police"}],
        "claims": [{"claim_id": "a:c1", "article_id": "a", "source_id": "a:s1", "start": 0, "end": 24}],
        "casualties": [
            {"casualty_id": "a:f1", "article_id": "a", "start": 12, "end": 19, "text": "two men", "low": 2, "high": 2,
             "claim_id": "a:c1", "source_id": "a:s1"}
        ],
    } | changed  # fmt: skip
    return Tables(**{name: table(name, frames.get(name, ())) for name in SCHEMAS})


def test_a_table_has_the_columns_of_the_contract_in_order():
    assert list(table("skipped", [{"reason": "empty", "path": "a.txt"}]).columns) == ["path", "reason", "detail"]


def test_what_is_not_given_is_missing():
    row = table("casualties", [{"casualty_id": "a:f1"}]).iloc[0]
    assert row[["low", "victims", "date", "outcome"]].isna().all()


def test_columns_beyond_the_contract_are_kept_behind_it():
    assert table("articles", [{"article_id": "a", "desk": "foreign"}]).columns[-1] == "desk"


def test_an_empty_table_has_its_types_too():
    assert table("casualties").dtypes.equals(table("casualties", [{"casualty_id": "x"}]).dtypes)


def test_tables_come_back_from_disk_as_they_were(tmp_path):
    made = tables()
    loaded = Tables.load(made.save(tmp_path / "tables"))
    for name, frame in made:
        pd.testing.assert_frame_equal(getattr(loaded, name), frame, check_categorical=False)


def test_saving_replaces_tables_and_leaves_other_files(tmp_path):
    folder = tables().save(tmp_path / "tables")
    (folder / "note.txt").write_text("mine")
    tables(casualties=[]).save(folder)
    assert len(Tables.load(folder).casualties) == 0
    assert (folder / "note.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_loading_from_an_empty_folder_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="python -m analysis tabulate"):
        Tables.load(tmp_path)


def test_tables_that_keep_the_contract_pass():
    assert tables().validate() is not None


@pytest.mark.parametrize(
    ("changed", "breach"),
    [
        (
            {"casualties": [{"casualty_id": "f", "article_id": "a", "start": 12, "end": 19, "text": "six men"}]},
            "'six men'",
        ),
        ({"casualties": [{"casualty_id": "f", "article_id": "a", "start": 12, "end": 99, "text": "two"}]}, "12 to 99"),
        ({"casualties": [{"casualty_id": "f", "article_id": "b", "start": 0, "end": 1, "text": "P"}]}, "names 'b'"),
        ({"sources": []}, "a:s1"),
        ({"sources": [{"source_id": "a:s1", "article_id": "a"}] * 2}, "stands twice"),
    ],
)
def test_a_breach_of_the_contract_is_named(changed, breach):
    with pytest.raises(ContractError, match=breach):
        tables(**changed).validate()


def test_a_wrong_type_is_named():
    made = tables()
    made.casualties["low"] = made.casualties["low"].astype("float64")
    with pytest.raises(ContractError, match=r"casualties.low: type float64"):
        made.validate()
