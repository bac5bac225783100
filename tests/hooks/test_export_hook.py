"""
Where everything is written out to, from whoever brings it.
"""

import pytest

from fastomsorg.hooks import Panel
from fastomsorg.terms import PluginError
from tests.hooks.exports import COUNTS, HasCounts, HasMoreCounts
from tests.hooks.plugins import NotMine


def refused(panel: Panel, url: str) -> PluginError:
    with pytest.raises(PluginError) as error:
        panel.exports(url)
    return error.value


def test_fastomsorg_open_export_gives_the_export_that_the_url_names() -> None:
    plugin = HasCounts()

    assert Panel.of(NotMine(), plugin).exports(COUNTS) is plugin.counts


def test_an_export_that_nobody_has_says_what_to_install() -> None:
    found = refused(Panel.of(NotMine()), "parquet:///srv/columns")

    assert ("export_missing", "fastomsorg-columnar") == (found.code, found.facts["install"])


def test_an_export_that_nobody_has_heard_of_is_nobodys() -> None:
    assert "plugin_none_answered" == refused(Panel.of(NotMine()), COUNTS).code


def test_an_export_that_two_have_is_nobodys() -> None:
    found = refused(Panel.of(HasCounts(), HasMoreCounts()), COUNTS)

    assert "plugin_several_answered" == found.code
