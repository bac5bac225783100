"""
May a list of names be made of those who gave an answer?
"""

from fastomsorg.law import Operator, Rules
from fastomsorg.terms import Purpose

from ._local import LocalRules
from ._reason import Reason, blocking, warning


def names_by_answer(purpose: Purpose, *, rules: Rules, local: LocalRules) -> tuple[Reason, ...]:
    """
    What stands in the way of a list of names found by an answer (*sökbegrepp*), or is to be known.

    An answer is no name, personal number or case number, the only terms that case handling may
    search by. For follow-up a municipality may search by any; a private provider has no such
    exception (förordning (2001:637) 12, 15, 20, 21 §§). Whether a filtered list of names is such a
    search could not be confirmed: it is taken to be one, until the local rules say otherwise from a
    day, with their source. Counts name nobody, and are not asked about here.
    """
    if local.lists_names(rules.day):
        return (warning("names_by_local_choice", basis=local.basis_of("names_searched")),)
    rule = rules.search_terms.get(local.operator)
    if rule is None and local.operator is Operator.MUNICIPALITY:
        return ()
    if rule is None:
        return (blocking("search_terms_unknown", day=rules.day),)
    if rule.value.terms_for(purpose) is None:
        return (warning("names_by_answer_open", basis=rule.basis),)
    return (
        blocking(
            "search_terms_limited",
            basis=rule.basis,
            purpose=purpose.value,
            operator=local.operator.value,
        ),
    )
