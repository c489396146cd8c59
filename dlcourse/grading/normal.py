"""Answers with names and formatting taken out, to find those that are the same: a place to look, never a proof."""

from __future__ import annotations

import ast
import hashlib

from dlcourse.grading.cells import Cell, parse_cell
from dlcourse.grading.matching import definition, is_stub

LARGE = 30_000  # characters of a cell that holds data; it is taken as it stands, without its spaces


def answer_hash(cell: Cell, name: str) -> str:
    """sha256 (hex) of an answer's code with the names normalised; '' for an untouched stub and for what is not Python."""
    if len(cell.source) > LARGE:
        return hashlib.sha256("".join(cell.source.split()).encode()).hexdigest()
    own = parse_cell(cell.source)  # a tree of its own, to be changed
    node: ast.AST | None = definition(own, name) or _value(own)
    if node is None or is_stub(node):
        return ""
    try:
        text = ast.unparse(_Normal(node).visit(node))
    except RecursionError:
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def _value(tree: ast.Module | None) -> ast.Module | None:
    """The whole cell of a value; None while dots stand in it."""
    if tree is None or any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(tree)):
        return None
    return tree


class _Normal(ast.NodeTransformer):
    """Renames what the code binds to v0, v1, ... in the order of appearance; drops docstrings and annotations."""

    def __init__(self, node: ast.AST) -> None:
        bound = [one.arg for one in ast.walk(node) if isinstance(one, ast.arg)]
        bound += [
            one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        ]
        bound += [one.name for one in ast.walk(node) if isinstance(one, ast.FunctionDef) and one is not node]
        self.bound, self.names = set(bound), dict[str, str]()

    def _name(self, name: str) -> str:
        return self.names.setdefault(name, f"v{len(self.names)}") if name in self.bound else name

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._name(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg, node.annotation = self._name(node.arg), None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name, node.returns = self._name(node.name), None
        node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(ast.Assign([node.target], node.value), node) if node.value else ast.Pass()


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
