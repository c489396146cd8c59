"""Which earlier cells a cell needs: a static slice by names.

Each cell is scanned for the names that it binds at its top level and for those that it needs from outside. A needed name comes from the
latest earlier cell that binds it, and that cell has needs of its own. Of a cell that only imports a name, only the import is taken.
Names that the slice does not find are no harm: a NameError makes the marker run all cells.
"""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dlcourse.grading.cells import Cell, remembered

PRELUDE = (
    "import numpy as np",
    "import dlcourse as dl",
)  # stands before every run, and so is never looked for
BUILTINS = frozenset(dir(builtins)) | {"display", "get_ipython"}


@dataclass
class Scan:
    """What a cell binds, and what it needs.

    binds  name -> the import statement that binds it last, or "def", or "" for any other binding
    needs  names that have to be there before
    """

    binds: dict[str, str] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)


def needed(cells: Sequence[Cell], main: Cell) -> tuple[list[str], list[Cell]]:
    """The import statements and the whole cells that stand before `main` and that it needs, both in order."""
    scans = {cell.index: scan(cell) for cell in cells}
    binders: dict[str, list[Cell]] = {}
    for one in cells:
        for name in scans[one.index].binds:
            binders.setdefault(name, []).append(one)
    imports: dict[str, int] = {}
    taken: dict[int, Cell] = {}
    left = [main]
    while left:
        cell = left.pop()
        for name in sorted(scans[cell.index].needs):
            source = _source_of(name, binders, cell.index, scans)
            if source is None:
                continue
            how = scans[source.index].binds.get(name) or scans[source.index].binds.get("*", "")
            if how.startswith(("import ", "from ")):
                imports.setdefault(how, source.index)
            elif source.index not in taken and source.index != main.index:
                taken[source.index] = source
                left.append(source)
    found = sorted(imports, key=lambda statement: imports[statement])
    return [statement for statement in found if statement not in PRELUDE], [taken[i] for i in sorted(taken)]


def _source_of(
    name: str, binders: Mapping[str, Sequence[Cell]], before: int, scans: dict[int, Scan]
) -> Cell | None:
    """The last cell above that binds a name. It may be asked for 100,000 names among 5,000 cells: no cell is looked at in vain."""
    found = _above(binders.get(name, ()), before)
    if name in BUILTINS:  # a variable that happens to be called `sum` is not what a later cell means
        while found is not None and not scans[found.index].binds[name]:
            found = _above(binders[name], found.index)
        return found
    return found or _above(binders.get("*", ()), before)


def _above(cells: Sequence[Cell], before: int) -> Cell | None:
    """The last of these cells, which are in order, that stands above a place."""
    place = bisect_left(cells, before, key=lambda cell: cell.index)
    return cells[place - 1] if place else None


@remembered
def scan(cell: Cell) -> Scan:
    """What the cell binds and needs; nothing, if it is not Python."""
    if cell.tree is None:
        return Scan()
    try:
        scanner = _Scanner()
        for statement in cell.tree.body:
            scanner.visit(statement)
    except RecursionError:
        return Scan()
    result = scanner.result
    result.needs |= scanner.later - result.binds.keys()
    return result


def names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """All names in the code that are loaded, or stored."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, context)}


class _Scanner(ast.NodeVisitor):
    """Walks the top level in the order in which it runs; what stands in functions is needed when they are called, `later`."""

    def __init__(self) -> None:
        self.result = Scan()
        self.later: set[str] = set()

    def _bind(self, name: str, how: str = "") -> None:
        self.result.binds[name] = how

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load) and node.id not in self.result.binds:
            self.result.needs.add(node.id)
        elif isinstance(node.ctx, ast.Store):
            self._bind(node.id)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).partition(".")[0], ast.unparse(ast.Import([alias])))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind(
                alias.asname or alias.name, ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
            )

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._target(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self._target(node.target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self._touch(_root(node.target))

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self._target(node.target)
        self._all([*node.body, *node.orelse])

    def visit_Expr(self, node: ast.Expr) -> None:
        """A call such as `rows.append(1)` changes `rows`."""
        self.visit(node.value)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            name = _root(node.value.func)
            if name not in ("np", "dl", "dlcourse", "plt", "keras", "tf"):
                self._touch(name)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._all([*node.decorator_list, *node.args.defaults, *[d for d in node.args.kw_defaults if d]])
        self._inside(node.args, node.body)
        self._bind(node.name, "def")

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._all([*node.args.defaults, *[d for d in node.args.kw_defaults if d]])
        self._inside(node.args, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._all([*node.decorator_list, *node.bases, *[keyword.value for keyword in node.keywords]])
        outside = dict(self.result.binds)
        self._all(node.body)
        self.result.binds = outside
        self._bind(node.name, "def")

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        own = set().union(*(names(generator.target, ast.Store) for generator in node.generators))
        self.result.needs |= names(node, ast.Load) - own - self.result.binds.keys()

    visit_SetComp = visit_GeneratorExp = visit_DictComp = visit_ListComp  # type: ignore[assignment]

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def _target(self, target: ast.expr) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._target(part)
        elif isinstance(target, ast.Subscript | ast.Attribute):
            self.generic_visit(target)
            self._touch(_root(target))
        else:
            self.visit(target.value if isinstance(target, ast.Starred) else target)

    def _touch(self, name: str) -> None:
        """The thing is changed: it has to be there before, and whoever needs it later needs this cell too."""
        if name and name not in self.result.binds:
            self.result.needs.add(name)
            self._bind(name)

    def _inside(self, args: ast.arguments, body: Sequence[ast.AST]) -> None:
        given = {one.arg for node in (args, *body) for one in ast.walk(node) if isinstance(one, ast.arg)}
        stored = set().union(*(names(node, ast.Store) for node in body))
        loaded = set().union(*(names(node, ast.Load) for node in body))
        self.later |= loaded - given - stored

    def _all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _root(node: ast.expr) -> str:
    """The name at the left end of `rows[0].x`, or ''."""
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
