"""
The parser's commands, with help and complaints in the words of this library.
"""

from ._parsing import UsageError, add, application, complaint

__all__ = ["UsageError", "add", "application", "complaint"]
