"""Circles in a graph: who is reached from itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(graph: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """One circle for each knot of nodes that reach one another, as the way round it.

    Tarjan's algorithm (SIAM J. Comput. 1(2), 1972) without recursion: an argument may be long.
    The order follows that of the graph, so the same graph gives the same circles.
    """
    return [
        _way_round(graph, set(knot))
        for knot in _knots(graph)
        if len(knot) > 1 or knot[0] in set(graph[knot[0]])
    ]


def _knots(graph: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    number: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    open_: set[Node] = set()
    knots: list[list[Node]] = []
    for root in graph:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        open_.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, successors = work[-1]
            for successor in successors:
                if successor not in number:
                    number[successor] = low[successor] = len(number)
                    stack.append(successor)
                    open_.add(successor)
                    work.append((successor, iter(graph.get(successor, ()))))
                    break
                if successor in open_:
                    low[node] = min(low[node], number[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    knots.append(_popped(stack, open_, node))
    return knots


def _popped(stack: list[Node], open_: set[Node], node: Node) -> list[Node]:
    knot = []
    while True:
        top = stack.pop()
        open_.discard(top)
        knot.append(top)
        if top == node:
            return knot


def _way_round(graph: Mapping[Node, Iterable[Node]], knot: set[Node]) -> list[Node]:
    """The shortest circle through the knot's first node in the order of the graph."""
    start = next(node for node in graph if node in knot)
    came_from: dict[Node, Node] = {}
    reached = [start]
    for node in reached:
        for successor in graph[node]:
            if successor == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if successor in knot and successor not in came_from:
                came_from[successor] = node
                reached.append(successor)
    raise AssertionError("every node of a knot is reached from every other")
