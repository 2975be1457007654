"""A Dask cluster as executor: the same tables, a worker that dies loses nothing, a scheduler that is gone ends the run."""

import os
import signal

import dask
import pandas as pd
import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from mining import assert_same, collection

from analysis.__main__ import main
from analysis.articles import read_articles
from analysis.batches import carry_out
from analysis.partitions import load_tables
from analysis.pipeline import tabulate


@pytest.fixture(scope="module")
def cluster():
    quick = {"distributed.scheduler.allowed-failures": 0}
    with dask.config.set(quick), LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


def test_the_command_works_on_a_cluster(cluster, tmp_path):
    mines = collection(tmp_path)
    arguments = ["tabulate", mines, "-o", tmp_path / "out", "--parts", "--scheduler", cluster.scheduler_address]
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    assert_same(load_tables(tmp_path / "out").validate(), tabulate(read_articles(mines)))


def test_only_the_article_that_kills_a_worker_is_lost(cluster):
    def dying(batch):  # not of the module, so that it travels to the workers whole
        if 3 in batch["path"].to_list():
            os.kill(os.getpid(), signal.SIGKILL)
        return batch["path"].to_list()

    batches = [pd.DataFrame({"path": [2 * i, 2 * i + 1]}) for i in range(5)]
    with cluster.get_client() as client:
        done = list(carry_out(dying, batches, executor=client.get_executor(), jobs=2))
    assert [one.batch["path"].to_list() for one in done if one.made is None] == [[3]]
    assert sorted(n for one in done for n in one.made or ()) == [0, 1, 2, 4, 5, 6, 7, 8, 9]


def test_a_cluster_that_is_not_there_is_one_line(tmp_path):
    mines = collection(tmp_path)
    with dask.config.set({"distributed.comm.timeouts.connect": "200ms"}):
        done = CliRunner().invoke(
            main, ["tabulate", str(mines), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
        )
    assert done.exit_code == 2
    assert "no Dask scheduler answers there" in done.output.splitlines()[-1]
