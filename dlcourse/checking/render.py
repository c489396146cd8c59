"""Feedback, hints and questions as HTML: colour plus words, readable in both themes and without any CSS.

No background colour and no text colour is set, so the page's theme decides; only a bar at the left is coloured.
"""

from __future__ import annotations

import base64
import re
from html import escape
from itertools import groupby

from dlcourse import style
from dlcourse.checking.feedback import Feedback

BARS = {
    "todo": style.MUTED,
    "crashed": style.ERROR,
    "timeout": style.ERROR,
    "wrong": style.SECOND,
    "right": style.RIGHT,
}
STRESS = re.compile(r"(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])")
SIGNS = {"todo": "○", "crashed": "✗", "timeout": "✗", "wrong": "✗", "right": "✓"}


def block(inner: str, colour: str = style.MUTED, label: str = "") -> str:
    """A paragraph with a coloured bar at its left."""
    named = f' role="note" aria-label="{escape(label, quote=True)}"' if label else ""
    return f'<div{named} style="border-left: 5px solid {colour}; padding: 2px 0 2px 12px; margin: 4px 0">{inner}</div>'


def prose(text: str) -> str:
    """Plain text as paragraphs; lines that start with two spaces are code; `backticks` are code, *asterisks* stress."""
    blocks = []
    for is_code, lines in groupby(text.splitlines(), key=lambda line: line.startswith("  ")):
        if is_code:
            code = "\n".join(escape(line[2:]) for line in lines)
            blocks.append(f'<pre style="margin: 2px 0">{code}</pre>')
        else:
            blocks += [f"<div>{_marked(line)}</div>" for line in lines]
    return "".join(blocks)


def _marked(line: str) -> str:
    pieces = escape(line).split("`")
    return "".join(
        f"<code>{p}</code>" if i % 2 else STRESS.sub(r"<em>\1</em>", p) for i, p in enumerate(pieces)
    )


def feedback_html(feedback: Feedback) -> str:
    """One feedback: its heading, what we saw, what to try, and the evidence."""
    sign = SIGNS[feedback.status]
    parts = [f'<div><strong><span aria-hidden="true">{sign} </span>{escape(feedback.heading)}</strong></div>']
    if feedback.saw:
        parts.append(prose(feedback.saw))
    if feedback.message:
        parts.append(f'<div style="margin-top: 4px">{prose(feedback.message)}</div>')
    if feedback.evidence:
        parts.append(_table(feedback.evidence))
    if feedback.picture:
        parts.append(_picture(feedback.picture, feedback.picture_alt))
    if feedback.printed:
        parts.append(f'<div>It printed:</div><pre style="margin: 2px 0">{escape(feedback.printed)}</pre>')
    return block("".join(parts), BARS[feedback.status], feedback.heading)


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    """Inputs, expected and yours, side by side."""
    heads = "".join(f'<th scope="col" style="text-align: left">{escape(label)}</th>' for label, _ in rows)
    cells = "".join(
        f'<td style="text-align: left; vertical-align: top"><pre style="margin: 0">{escape(text)}</pre></td>'
        for _, text in rows
    )
    return f'<table style="margin: 6px 0; font-size: inherit"><tr>{heads}</tr><tr>{cells}</tr></table>'


def _picture(png: bytes, alt: str) -> str:
    data = base64.b64encode(png).decode("ascii")
    return f'<img alt="{escape(alt, quote=True)}" src="data:image/png;base64,{data}" style="margin-top: 6px; max-width: 100%"/>'
