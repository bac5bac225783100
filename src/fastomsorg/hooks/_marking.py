"""
What marks a hook as ours.
"""

import pluggy

PROJECT = "fastomsorg"
HOOK_VERSION = 1
"""The version of these hooks. A plug-in states the one it was written for."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
