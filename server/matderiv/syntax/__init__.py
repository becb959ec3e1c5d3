"""LaTeX math to a tree in which every node has its source range; macros. Reading never fails."""

from matderiv.syntax.arranging.classes import PICTURE
from matderiv.syntax.expansion import Definition
from matderiv.syntax.formula import ParsedFormula, parse
from matderiv.syntax.macros import Macro, Macros
from matderiv.syntax.parsing.heads import function_head
from matderiv.syntax.parsing.state import FunctionHead
from matderiv.syntax.preamble import read_macros
from matderiv.syntax.problems import Problem
from matderiv.syntax.tree import Node

__all__ = [
    "PICTURE",
    "Definition",
    "FunctionHead",
    "Macro",
    "Macros",
    "Node",
    "ParsedFormula",
    "Problem",
    "function_head",
    "parse",
    "read_macros",
]
