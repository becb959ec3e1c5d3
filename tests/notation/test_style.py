"""Styles that documents show."""

import pytest

from matderiv.notation import Style, style_of

SHOWN = [
    (r"x^T A x", "transpose", "T"),
    (r"x^\top A x + y^\top z - w^T", "transpose", r"\top"),
    (r"x^{\mathsf{T}} A x", "transpose", r"\mathsf{T}"),
    (r"X^{-T}", "transpose", "T"),
    (r"\mathrm{tr}(AX)", "trace", r"\mathrm{tr}"),
    (r"{\rm tr}(AX)", "trace", r"{\rm tr}"),
    (r"\operatorname{Tr}(AX)", "trace", r"\operatorname{Tr}"),
    (r"\mathrm{d}X = A \mathrm{d}Y", "differential", r"\mathrm{d}"),
    (r"df = A dX", "differential", "d"),
    (r"\mathrm d X = A \mathrm d Y", "differential", r"\mathrm{d}"),
    (r"\frac{\mathrm d f}{\mathrm d x}", "partial", r"\mathrm{d}"),
    (r"\frac{\mathrm d f}{\mathrm d x}", "differential", r"\mathrm{d}"),
    (r"\frac{df}{dx} + \frac{d}{dx} g", "partial", "d"),
    (r"\frac{dim + 1}{2}", "partial", r"\partial"),
    (r"\ln x", "logarithm", r"\ln"),
    (r"\ln |X|", "determinant", "bars"),
    (r"\log\det(X)", "determinant", r"\det"),
    (r"\|x\|^2", "euclidean_subscript", False),
    (r"\|x\|_2^2", "euclidean_subscript", True),
    (r"\mathbf{I} - A", "identity", r"\mathbf{I}"),
    (r"\begin{pmatrix} a \\ b \end{pmatrix}", "matrix_environment", "pmatrix"),
    (r"\begin{vmatrix} a & b \end{vmatrix}", "matrix_environment", "bmatrix"),
    ("", "transpose", r"\top"),
]


@pytest.mark.parametrize(("tex", "name", "spelling"), SHOWN)
def test_shown(tex: str, name: str, spelling: object) -> None:
    assert getattr(style_of(tex), name) == spelling


def test_what_a_document_does_not_show_is_kept() -> None:
    assert style_of("x + y", Style(transpose="T", trace=r"\mathrm{Tr}")).trace == r"\mathrm{Tr}"
