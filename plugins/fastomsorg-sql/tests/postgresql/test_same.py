"""
What is said of a store in a file, and is not about files, holds on a server too.
"""

from ..test_errors import test_what_is_raised_inside_a_transaction_comes_out_as_it_is
from ..test_reading import (
    filled,
    test_a_rebuild_page_by_page_gives_the_same_lives,
    test_pages_hold_what_the_whole_holds,
    test_visits_of_all_days_there_are_have_begun_on_one_of_them,
)
from ..test_writing import (
    test_a_policy_is_part_of_the_transaction_of_its_store,
    test_a_thousand_rows_are_put_in_a_stream,
    test_another_thread_sees_nothing_of_a_transaction_before_its_end,
    test_many_registrations_of_one_case_at_once_are_versions_in_their_order,
    test_positions_are_not_given_twice_even_after_a_failure,
    test_somebody_who_was_first_is_seen_though_the_case_has_as_many_registrations,
    test_what_an_inner_transaction_did_is_undone_alone,
)

__all__ = [
    "filled",
    "test_a_policy_is_part_of_the_transaction_of_its_store",
    "test_a_rebuild_page_by_page_gives_the_same_lives",
    "test_a_thousand_rows_are_put_in_a_stream",
    "test_another_thread_sees_nothing_of_a_transaction_before_its_end",
    "test_many_registrations_of_one_case_at_once_are_versions_in_their_order",
    "test_pages_hold_what_the_whole_holds",
    "test_positions_are_not_given_twice_even_after_a_failure",
    "test_somebody_who_was_first_is_seen_though_the_case_has_as_many_registrations",
    "test_visits_of_all_days_there_are_have_begun_on_one_of_them",
    "test_what_an_inner_transaction_did_is_undone_alone",
    "test_what_is_raised_inside_a_transaction_comes_out_as_it_is",
]
