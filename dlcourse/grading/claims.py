"""What a cell says in plain words: letters, parameters and values that stand in it as literals, read without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dlcourse.grading.cells import Cell, remembered

LARGEST = 10**18  # whole numbers beyond are not literals that anybody means
DEEPEST = 20
SIGNS = {ast.USub: lambda a: -a, ast.UAdd: lambda a: +a}
SUMS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


class NotLiteral(ValueError):
    """The expression has to be run to know what it is."""


@dataclass(frozen=True)
class Words:
    """What a notebook calls the course: `dl`, and words that were imported by themselves."""

    modules: frozenset[str] = frozenset({"dl", "dlcourse"})
    bare: Mapping[str, str] = field(default_factory=dict)

    def calls(self, cell: Cell, verb: str) -> list[ast.Call]:
        """The calls of a word in a cell, in order."""
        return [call for call in all_calls(cell) if self._is(call.func, verb)]

    def _is(self, node: ast.expr, verb: str) -> bool:
        if isinstance(node, ast.Name):
            return self.bare.get(node.id) == verb
        owner = node.value if isinstance(node, ast.Attribute) and node.attr == verb else None
        return isinstance(owner, ast.Name) and owner.id in self.modules


@remembered
def all_calls(cell: Cell) -> tuple[ast.Call, ...]:
    """All calls in a cell, in order."""
    found = [node for node in ast.walk(cell.tree) if isinstance(node, ast.Call)] if cell.tree else []
    return tuple(sorted(found, key=lambda call: (call.lineno, call.col_offset)))


def words_of(cells: Iterable[Cell]) -> Words:
    """The names under which these cells import the course and its words."""
    modules = {"dl", "dlcourse"}
    bare: dict[str, str] = {}
    for cell in cells:
        for node in ast.walk(cell.tree) if cell.tree and "dlcourse" in cell.source else ():
            if isinstance(node, ast.Import):
                modules |= {alias.asname for alias in node.names if alias.name == "dlcourse" and alias.asname}
            elif isinstance(node, ast.ImportFrom) and node.module == "dlcourse":
                bare |= {alias.asname or alias.name: alias.name for alias in node.names}
    return Words(frozenset(modules), bare)


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """The argument at a place, or of a name; None if it is not given."""
    if place < len(call.args):
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def text(node: ast.expr | None) -> str | None:
    """The string, if the expression is one."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def literal(node: ast.expr, known: Mapping[str, Any], depth: int = 0) -> Any:
    """The value of an expression of literals, sums of numbers, `np.array` of literals, and known names; raises NotLiteral."""
    if depth > DEEPEST:
        raise NotLiteral
    if isinstance(node, ast.Constant):
        return _small(node.value)
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.Tuple | ast.List):
        return [tuple, list][isinstance(node, ast.List)](literal(one, known, depth + 1) for one in node.elts)
    if isinstance(node, ast.Dict) and all(key is not None for key in node.keys):
        pairs = zip(node.keys, node.values, strict=True)
        return {
            _key(literal(k, known, depth + 1)): literal(v, known, depth + 1)
            for k, v in pairs
            if k is not None
        }
    if isinstance(node, ast.UnaryOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_number(literal(node.operand, known, depth + 1)))
    if isinstance(node, ast.BinOp) and type(node.op) in SUMS:
        pair = [_number(literal(side, known, depth + 1)) for side in (node.left, node.right)]
        return _small(_sum(node.op, *pair))
    if isinstance(node, ast.Call) and _is_array(node.func) and len(node.args) == 1 and not node.keywords:
        return _array(literal(node.args[0], known, depth + 1))
    raise NotLiteral


def _sum(operator: ast.operator, a: Any, b: Any) -> Any:
    try:
        return SUMS[type(operator)](a, b)
    except ArithmeticError:
        raise NotLiteral from None


def _is_array(node: ast.expr) -> bool:
    """Whether it is `np.array`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "array"
        and isinstance(node.value, ast.Name)
        and node.value.id == "np"
    )


def _array(value: Any) -> np.ndarray:
    try:
        array = np.array(value)
    except ValueError:
        raise NotLiteral from None
    if array.dtype.kind not in "bif":
        raise NotLiteral
    return array


def _number(value: Any) -> Any:
    if type(value) not in (int, float):
        raise NotLiteral
    return value


def _key(value: Any) -> Any:
    if type(value) not in (str, int):
        raise NotLiteral
    return value


def _small(value: Any) -> Any:
    if (type(value) is int and abs(value) > LARGEST) or isinstance(value, bytes | complex):
        raise NotLiteral
    return value


def known_before(tree: ast.Module, call: ast.Call) -> dict[str, Any]:
    """The names that plain assignments above a call give literal values to.

    Raises NotLiteral if anything stands there that could change them otherwise: a loop, `+=`, a method call.
    """
    known: dict[str, Any] = {}
    for statement in tree.body:
        if any(_place(node) == _place(call) for node in ast.walk(statement) if isinstance(node, ast.Call)):
            if not isinstance(statement, ast.Expr) or _place(statement.value) != _place(call):
                raise NotLiteral
            return known
        _assign(statement, known)
    raise NotLiteral


def _place(node: ast.expr) -> tuple[int | None, ...]:
    """Where it stands: the same cell may have been read twice, into two trees."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def _assign(statement: ast.stmt, known: dict[str, Any]) -> None:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            known.pop(alias.asname or alias.name, None)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            _bind(target, statement.value, known)
    elif isinstance(statement, ast.AnnAssign):
        if statement.value is not None:
            _bind(statement.target, statement.value, known)
    elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
        raise NotLiteral


def _bind(target: ast.expr, value: ast.expr, known: dict[str, Any]) -> None:
    if not isinstance(target, ast.Name):
        raise NotLiteral
    try:
        found = literal(value, known)
    except NotLiteral:
        known.pop(target.id, None)
        if _may_change(value):
            raise
    else:
        known[target.id] = found


def _may_change(value: ast.expr) -> bool:
    """Whether running an expression could change other names: it holds a call or a walrus."""
    return any(isinstance(node, ast.Call | ast.NamedExpr | ast.Await | ast.Yield) for node in ast.walk(value))
