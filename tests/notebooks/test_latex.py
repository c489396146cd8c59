"""Formulas that JupyterLab sets are accepted, others get a reason."""

import pytest

from dlcourse.notebooks.latex import faults, faults_in_text

GOOD = [
    r"\sigma'(z) = a\,(1 - a) \tag{3}",
    r"0.25^{10} \approx 0.00000095",
    r"\begin{aligned} z &= X W + b \\ a &= \max(0, z) \end{aligned}",
    r"W = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"f(x) = \begin{cases} 0 & \text{if } x < 0 \\ x & \text{otherwise} \end{cases}",
    r"\frac{\partial L}{\partial W^{(l)}} = \left( X^{(l-1)} \right)^\top \delta^{(l)}",
    r"\frac12 + \sqrt[3]{x} + \sqrt 2",
    r"\hat{y}_i^2, \; \mathbf{w}^\top \mathbf{x}, \; \lVert w \rVert_2",
    r"P(y = k \mid x) = \frac{e^{z_k}}{\sum_{j=1}^{k} e^{z_j}}",
    r"\left\{ x \in \mathbb{R}^d \right\}",
    r"\operatorname{softmax}(Z)_{ij}",
    r"\left. f \right|_{x=0}",
]


@pytest.mark.parametrize("formula", GOOD)
def test_what_lessons_use_is_accepted(formula):
    assert faults(formula) == []


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        ("", "it is empty"),
        (r"\frac{a}{b", "a { is never closed"),
        (r"a}{b", "a } was never opened"),
        (r"\left( a", r"\left and \right do not match"),
        (r"\begin{aligned} a", r"\begin{aligned} has no \end"),
        (r"a \end{aligned}", r"\end{aligned} has no \begin"),
        (r"\begin{cases} a \end{aligned}", r"\end{aligned} has no \begin"),
        (r"\begin{pmatirx} a \end{pmatirx}", "there is no environment 'pmatirx'"),
        (r"a & b", "an & stands outside of an environment such as aligned or pmatrix"),
        (r"\sgima(z)", r"\sgima is not a known command (if JupyterLab shows it, add it to latex_words.py)"),
        (r"\frac{a}", r"\frac misses an argument"),
        (r"x^", "^ misses an argument"),
        (r"{x_}", "_ misses an argument"),
        (r"e^x^2", "two ^ in a row: braces say what belongs together"),
        (r"a_{i}_j", "two _ in a row: braces say what belongs together"),
        (r"e^\frac{1}{2}^2", "two ^ in a row: braces say what belongs together"),
    ],
)
def test_a_faulty_formula_gets_its_reason(formula, fault):
    assert faults(formula) == [fault]


def test_a_number_belongs_to_a_formula_on_its_own_line():
    assert list(faults_in_text(r"Then $a = b \tag{1}$.")) == [
        r"the formula 'a = b \tag{1}' does not parse: \tag needs $$...$$"
    ]
    assert list(faults_in_text("Then\n\n$$a = b \\tag{1}$$\n")) == []
    assert list(faults_in_text("\\begin{align}\na &= b \\tag{1}\n\\end{align}\n")) == []


@pytest.mark.parametrize("text", [r"It costs $5.", "a $x + y.\n\nNext $z$.", r"$a$ and $"])
def test_a_dollar_without_a_partner_is_found(text):
    assert "a $ has no partner" in list(faults_in_text(text))


def test_an_escaped_dollar_and_code_are_no_formulas():
    assert list(faults_in_text(r"It costs \$5; `$x` and ``$`y``." + "\n```\n$\n```\n")) == []


def test_a_command_outside_of_a_formula_is_found():
    assert list(faults_in_text(r"Then \alpha grows.")) == [r"\alpha stands outside of $...$"]
