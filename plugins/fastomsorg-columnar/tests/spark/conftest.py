"""
Spark on this machine, started once for all the tests that want it.
"""

from collections.abc import Iterator

import pytest

from ..java import java_home

SETTINGS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "768m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -Xss4m",
    "spark.sql.codegen.wholeStage": "false",
}
"""For tables of some thousand rows: the machine code that Spark writes takes longer than they."""


@pytest.fixture(scope="session", autouse=True)
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """
    What Spark needs to start, and its end after the last test.
    """
    folder = tmp_path_factory.mktemp("spark")
    lines = (f"{name} {value}\n" for name, value in SETTINGS.items())
    (folder / "spark-defaults.conf").write_text("".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_HOME", str(java_home()))
        patched.setenv("SPARK_CONF_DIR", str(folder))
        patched.setenv("SPARK_LOCAL_DIRS", str(folder))
        yield
        stop()


def stop() -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it starts with what the fixture sets

    running = SparkSession.getActiveSession()
    if running is not None:
        running.stop()
