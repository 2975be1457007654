"""What holds the project's own files together."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {
    "matplotlib-base": "matplotlib", "lxml_html_clean": "lxml-html-clean", "jupyter_client": "jupyter-client",
}  # fmt: skip


def test_environment_and_pyproject_name_the_same_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = {*project["dependencies"], *project["optional-dependencies"]["test"]}
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    names = [entry for entry in conda if isinstance(entry, str)] + next(e["pip"] for e in conda if isinstance(e, dict))
    renamed = {re.sub(r"^[\w-]+", lambda m: CONDA_NAMES.get(m.group(), m.group()), name) for name in names}
    assert renamed - {f"python{project['requires-python']}", "pip", "-e ."} == listed


def test_lexicons_say_what_they_are_and_hold_no_entry_twice():
    for path in (ROOT / "analysis" / "lexicons").glob("*.txt"):
        lines = path.read_text(encoding="utf8").splitlines()
        entries = [line for line in lines if line.strip() and not line.startswith("#")]
        assert lines[0].startswith("# "), path.name
        assert len(entries) == len(set(entries)), path.name


def test_readme_documents_every_table():
    from analysis.tables import SCHEMAS

    readme = (ROOT / "README.md").read_text(encoding="utf8")
    assert [name for name in SCHEMAS if f"`{name}`" not in readme] == []
