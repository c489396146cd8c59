r"""Whether JupyterLab can set a formula: `faults(r"\frac{a}{b")` -> ["a { is never closed"]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dlcourse.notebooks.latex_words import ARGUMENTS, KNOWN

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
ENVIRONMENTS = {
    *("matrix", "pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix", "smallmatrix", "array", "cases"),
    *("aligned", "align", "align*", "gathered", "gather", "gather*", "split", "equation", "equation*"),
}
CODE = re.compile(r"(^|\n)(```|~~~).*?\n\s*\2|(`+)(?!`).*?(?<!`)\3(?!`)", re.DOTALL)
FORMULA = re.compile(
    r"(?P<display>\$\$(?P<a>.*?)\$\$)|(?P<inline>\$(?P<b>[^$]*?)\$)|"
    r"(?P<bare>\\begin\{(?P<env>[a-z]+\*?)\}.*?\\end\{(?P=env)\})",
    re.DOTALL,
)


def faults_in_text(text: str) -> Iterator[str]:
    """What is wrong with the formulas in a Markdown text, each with the formula."""
    prose = without_code(text).replace(r"\$", "")
    for found in FORMULA.finditer(prose):
        display = found["inline"] is None
        formula = next(part for part in (found["a"], found["b"], found["bare"]) if part is not None)
        if not display and re.search(r"\n\s*\n", formula):
            yield "a $ has no partner"
            continue
        for fault in faults(formula, display):
            yield f"the formula {shortened(formula)} does not parse: {fault}"
    rest = FORMULA.sub(" ", prose)
    if "$" in rest:
        yield "a $ has no partner"
    for command in re.findall(r"\\[A-Za-z]{2,}", rest):
        yield f"{command} stands outside of $...$"


def without_code(text: str) -> str:
    """A Markdown text without its code."""
    return CODE.sub(" ", text)


def shortened(formula: str) -> str:
    """The formula on one line, cut if it is long."""
    line = " ".join(formula.split())
    return f"'{line if len(line) <= 40 else line[:37] + '...'}'"


def faults(formula: str, display: bool = True) -> list[str]:
    """What is wrong with one formula; an empty list if nothing is.

    formula  the LaTeX between the dollar signs
    display  whether it stands on a line of its own (only there a \\tag is allowed)
    """
    if not formula.strip():
        return ["it is empty"]
    tokens = [token for token in TOKEN.findall(formula) if not token.isspace()]
    found = [*unbalanced(tokens), *wrong_environments(formula)]
    if not found:
        found = [*unknown_commands(tokens), *missing_arguments(tokens), *double_scripts(tokens)]
    if not display and r"\tag" in tokens:
        found.append(r"\tag needs $$...$$")
    return found


def unbalanced(tokens: list[str]) -> Iterator[str]:
    """Braces, and \\left with \\right."""
    depth = 0
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if depth < 0:
            yield "a } was never opened"
            return
    if depth:
        yield "a { is never closed"
    if tokens.count(r"\left") != tokens.count(r"\right"):
        yield r"\left and \right do not match"


def wrong_environments(formula: str) -> Iterator[str]:
    """\\begin and \\end, and & outside of them."""
    stack: list[str] = []
    for part in re.split(r"(\\(?:begin|end)(?![A-Za-z])\s*\{[^}]*\})", formula):
        command = re.match(r"\\(begin|end)\s*\{([^}]*)\}", part)
        if command is None:
            if not stack and re.search(r"(?<!\\)&", part):
                yield "an & stands outside of an environment such as aligned or pmatrix"
        elif command[1] == "begin":
            stack.append(command[2])
            if command[2] not in ENVIRONMENTS:
                yield f"there is no environment '{command[2]}'"
        elif not stack or stack.pop() != command[2]:
            yield rf"\end{{{command[2]}}} has no \begin"
    if stack:
        yield rf"\begin{{{stack[-1]}}} has no \end"


def unknown_commands(tokens: list[str]) -> Iterator[str]:
    """Misspelt commands: JupyterLab would show them in red."""
    for token in dict.fromkeys(tokens):
        if re.fullmatch(r"\\[A-Za-z]+\*?", token) and token[1:].rstrip("*") not in KNOWN:
            yield f"{token} is not a known command (if JupyterLab shows it, add it to latex_words.py)"


def missing_arguments(tokens: list[str]) -> Iterator[str]:
    """\\frac wants two arguments, \\sqrt and ^ one."""
    for index, token in enumerate(tokens):
        position = index + 1
        for _ in range(ARGUMENTS.get(token, 0)):
            after = argument_end(tokens, position)
            if after is None:
                yield f"{token} misses an argument"
                break
            position = after


def double_scripts(tokens: list[str]) -> Iterator[str]:
    """a^b^c and a_b_c mean nothing."""
    for index, token in enumerate(tokens):
        if token not in ("^", "_"):
            continue
        after = argument_end(tokens, index + 1)
        if after is not None and after < len(tokens) and tokens[after] == token:
            yield f"two {token} in a row: braces say what belongs together"


def argument_end(tokens: list[str], start: int) -> int | None:
    """The index after the argument that begins at `start`, an option in brackets before it; None if there is none."""
    if start < len(tokens) and tokens[start] == "[" and tokens[start - 1] == r"\sqrt":
        start = tokens.index("]", start) + 1 if "]" in tokens[start:] else len(tokens)
    if start >= len(tokens) or tokens[start] in ("}", "&", "^", "_", r"\\", r"\end", r"\right"):
        return None
    depth = 0
    for index in range(start, len(tokens)):
        depth += (tokens[index] == "{") - (tokens[index] == "}")
        if depth == 0:
            break
    end = index + 1
    for _ in range(ARGUMENTS.get(tokens[start], 0)):  # a command as an argument takes its own along
        end = argument_end(tokens, end) or end
    return end
