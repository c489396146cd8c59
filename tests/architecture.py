"""Which module imports which, read from the source: imports inside functions count, those for the type checker do not."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dlcourse"

# From the ground up: a layer may import those above it in this list, and itself.
LAYERS = ["ground", "reference", "checking", "exercises", "viz", "student", "notebooks", "commands", "cli"]
PLACES = {  # where a module stands, by the longest prefix of its name
    "dlcourse.style": "ground",
    "dlcourse.data": "ground",
    "dlcourse.here": "ground",
    "dlcourse.quiet": "ground",
    "dlcourse.lessons_folder": "ground",
    "dlcourse.reference": "reference",
    "dlcourse.checking": "checking",
    "dlcourse.exercises": "exercises",
    "dlcourse.viz": "viz",
    "dlcourse.overview": "student",
    "dlcourse.student": "student",
    "dlcourse.notebooks": "notebooks",
    "dlcourse.grading": "notebooks",
    "dlcourse.commands": "commands",
    "dlcourse.cli": "cli",
    "dlcourse.__main__": "cli",
    "dlcourse": "student",  # the package itself offers the student's words
}


def modules():
    """Every module of the package by its dotted name."""
    return {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def _name(file):
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(name):
    """The layer of a module; KeyError if it stands nowhere."""
    while name not in PLACES:
        if "." not in name:
            raise KeyError(name)
        name = name.rpartition(".")[0]
    return PLACES[name]


def place_of(name):
    """The entry in PLACES that a module belongs to, or '' ."""
    while name and name not in PLACES:
        name = name.rpartition(".")[0]
    return name


def imports(name, file, only_at_the_top=False):
    """The names of all modules that a module imports; of a package only what is really there."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    known = modules()
    found = set()
    for node in _nodes(tree, only_at_the_top):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, name, file)
            found |= {f"{base}.{a.name}" if f"{base}.{a.name}" in known else base for a in node.names}
    return found


def _absolute(node, name, file):
    if not node.level:
        return node.module or ""
    package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    up = package[: len(package) - node.level + 1]
    return ".".join([*up, *([node.module] if node.module else [])])


def _nodes(tree, only_at_the_top):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if only_at_the_top and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        yield from _nodes(node, only_at_the_top)


def reached_from(name):
    """All modules of the package that come with importing this one."""
    known, seen, left = modules(), set(), [name]
    while left:
        now = left.pop()
        if now in seen or now not in known:
            continue
        seen.add(now)
        left += imports(now, known[now], only_at_the_top=True)
        left.append(now.rpartition(".")[0])  # importing a.b imports a
    return seen
