"""
How Spark is reached, and what a session of ours is set to.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""Spark on this machine, with all its cores."""

OURS = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true"}
QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
LOGGING = "LOG4J_CONFIGURATION_FILE"


def session_at(master: str) -> SparkSession:
    """
    A session of our own (*session*): in the Spark that runs in this process, else in a new one.

    Whatever else Spark is set to is for its own configuration to say.
    """
    builder = SparkSession.builder.master(master).appName("fastomsorg")
    running = SparkSession.getActiveSession()
    if running is None:
        for name, value in {**QUIET, **(LOOPBACK if master == LOCAL else {})}.items():
            builder = builder.config(name, value)
        with _quiet():
            running = builder.getOrCreate()
    session = running.newSession()
    for name, value in OURS.items():
        session.conf.set(name, value)
    return session


@contextmanager
def _quiet() -> Iterator[None]:
    """
    Let a Spark that begins now tell of errors only, unless it was said what it is to tell.
    """
    if LOGGING in os.environ:
        yield
        return
    with as_file(files(__package__) / "log4j2.properties") as configuration:
        os.environ[LOGGING] = str(configuration)
        try:
            yield
        finally:
            del os.environ[LOGGING]
