"""
What each permission can be used for, as the specification of permissions has it.
"""

from fastomsorg.terms import Permission, Purpose

USABLE: dict[Permission, set[Purpose]] = {
    Permission.ASSIGN: {Purpose.CASE_HANDLING, Purpose.CARRYING_OUT, Purpose.MIGRATION},
    Permission.VIEW: {
        Purpose.CASE_HANDLING,
        Purpose.CARRYING_OUT,
        Purpose.FOLLOW_UP,
        Purpose.SUPERVISION,
    },
    Permission.SEARCH: {Purpose.FOLLOW_UP, Purpose.SUPERVISION},
    Permission.RECORD_DONE: {Purpose.CASE_HANDLING, Purpose.CARRYING_OUT},
    Permission.SEE_PROTECTED: set(Purpose),
    Permission.ANNUL: {Purpose.CASE_HANDLING, Purpose.SUPERVISION, Purpose.MIGRATION},
    Permission.ADMIN: set(Purpose),
}
"""What each permission can be used for."""
