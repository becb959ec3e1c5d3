"""The scalar functions that notes apply entry by entry, with their printed LaTeX."""

from __future__ import annotations

ELEMENTWISE: dict[str, str] = {
    "exp": r"\exp",
    "log": r"\log",
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "arcsin": r"\arcsin",
    "arccos": r"\arccos",
    "arctan": r"\arctan",
    "sqrt": r"\operatorname{sqrt}",
    "sigmoid": r"\sigma",
    "softplus": r"\operatorname{softplus}",
    "relu": r"\operatorname{ReLU}",
    "step": r"\operatorname{step}",
    "gelu": r"\operatorname{GELU}",
    "erf": r"\operatorname{erf}",
    "abs": r"\operatorname{abs}",
    "sign": r"\operatorname{sign}",
}

MATRIX_FUNCTIONS: tuple[str, ...] = ("exp", "log", "sin", "cos", "sinh", "cosh", "sqrt")

NORMS: tuple[str, ...] = ("1", "2", "inf", "frobenius", "nuclear", "spectral")
