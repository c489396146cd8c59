"""The LaTeX commands that lessons may use: all of them are set by JupyterLab (MathJax)."""

ARGUMENTS = {
    **dict.fromkeys((r"\frac", r"\dfrac", r"\tfrac", r"\binom", r"\overset", r"\underset", r"\stackrel"), 2),
    **dict.fromkeys((r"\sqrt", r"\hat", r"\widehat", r"\bar", r"\overline", r"\underline", r"\tilde"), 1),
    **dict.fromkeys((r"\vec", r"\dot", r"\ddot", r"\widetilde", r"\boxed", r"\phantom", r"\pmod"), 1),
    **dict.fromkeys((r"\mathbf", r"\mathrm", r"\mathit", r"\mathcal", r"\mathbb", r"\mathsf", r"\mathtt"), 1),
    **dict.fromkeys((r"\text", r"\textbf", r"\textit", r"\textrm", r"\texttt", r"\operatorname"), 1),
    **dict.fromkeys((r"\boldsymbol", r"\underbrace", r"\overbrace", r"\tag", r"\cancel", "^", "_"), 1),
}

GREEK = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    ell hbar imath jmath Re Im aleph
"""
FUNCTIONS = """
    exp log ln lg sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup inf lim limsup liminf
    arg det dim ker deg gcd Pr hom mod bmod pmod
"""
OPERATORS = """
    sum prod int iint oint bigcup bigcap bigoplus bigotimes bigodot coprod partial nabla infty pm mp times div cdot
    ast star circ bullet oplus ominus otimes odot oslash cup cap setminus wedge vee land lor lnot neg dagger top bot
    sqrt frac dfrac tfrac binom surd angle prime
"""
RELATIONS = """
    le leq ge geq ne neq ll gg lt gt approx equiv sim simeq cong propto in ni notin subset subseteq supset supseteq
    mid nmid parallel perp not to gets mapsto leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow
    longrightarrow longleftarrow longmapsto Longrightarrow implies iff uparrow downarrow updownarrow Uparrow Downarrow
    nearrow searrow swarrow nwarrow hookrightarrow rightleftharpoons triangleq doteq asymp prec succ models vdash
    forall exists nexists therefore because emptyset varnothing colon
"""
LAYOUT = """
    left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr langle rangle lvert rvert lVert rVert
    vert Vert lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack quad qquad hspace space thinspace begin end tag label
    ref eqref notag nonumber hline limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle dots ldots cdots
    vdots ddots hat widehat bar overline underline tilde widetilde vec dot ddot overset underset stackrel underbrace
    overbrace boxed phantom cancel color substack mathbf mathrm mathit mathcal mathbb mathsf mathtt mathfrak boldsymbol
    text textbf textit textrm texttt operatorname blacksquare square checkmark degree
"""
KNOWN = frozenset(" ".join((GREEK, FUNCTIONS, OPERATORS, RELATIONS, LAYOUT)).split())
