"""
The cheapest way to send one unit from each client to somebody with room.
"""

from collections.abc import Sequence

import attrs
import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from fastomsorg.terms import FastomsorgError


@attrs.frozen
class Problem:
    """
    Clients and takers by number, and what each pair costs (*fördelningsproblem*).

    *pairs* are (client, taker, cost); *room* is how many each taker can take, *unserved* what it
    costs to leave each client without.
    """

    clients: int
    room: Sequence[int]
    pairs: Sequence[tuple[int, int, int]]
    unserved: Sequence[int]


def cheapest(problem: Problem) -> list[int | None]:
    """
    The taker of each client (*billigaste fördelning*), or None: of least cost in all, exactly.

    The nodes are the clients, then the takers, then the sink. Every cost is a whole number.
    """
    if not problem.clients:
        return []
    sink = problem.clients + len(problem.room)
    takers = np.arange(problem.clients, sink)
    clients = np.arange(problem.clients)
    pairs = np.asarray(problem.pairs, dtype=np.int64).reshape(-1, 3)
    starts = np.concatenate((pairs[:, 0], takers, clients))
    ends = np.concatenate(
        (pairs[:, 1] + problem.clients, np.full(len(takers) + len(clients), sink))
    )
    one_each = np.ones(len(pairs), dtype=np.int64)
    room = np.minimum(np.asarray(problem.room, dtype=np.int64), problem.clients)
    capacities = np.concatenate((one_each, room, np.ones(len(clients), dtype=np.int64)))
    free = np.zeros(len(takers), dtype=np.int64)
    costs = np.concatenate((pairs[:, 2], free, np.asarray(problem.unserved, dtype=np.int64)))

    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(starts, ends, capacities, costs)
    flow.set_nodes_supplies(clients, np.ones(len(clients), dtype=np.int64))
    flow.set_node_supply(sink, -problem.clients)
    status = flow.solve()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise FastomsorgError("matching_unsolved", status=str(status))

    taken: list[int | None] = [None] * problem.clients
    sent = flow.flows(arcs[: len(pairs)]) if len(pairs) else np.zeros(0)
    for client, taker, _ in pairs[sent > 0]:
        taken[int(client)] = int(taker)
    return taken
