"""Which verdicts and problems become diagnostics, and how serious they are."""

from matderiv.ide import diagnostics
from matderiv.rules import DEFAULT_SETTINGS, RuleSettings, settings_from
from tests.ide.note import note

DECLARED = "Let $A$ be an $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"


def severities(text: str, *, checked: bool = True) -> list[str]:
    found = note(DECLARED + text, checked=checked)
    return [item.severity for item in diagnostics(found.analysis, found.verdicts)]


def test_a_wrong_claim_is_an_error() -> None:
    assert severities("$$\\frac{\\partial x^\\top A x}{\\partial x} = 5x$$\n") == ["error"]


def test_a_claim_that_needs_a_condition_is_a_warning() -> None:
    assert severities("$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n") == ["warning"]


def test_right_and_unchecked_claims_are_silent() -> None:
    assert severities("$$\\frac{\\partial x^\\top A x}{\\partial x} = (A + A^\\top)x$$\n") == []
    assert severities("$$\\frac{\\partial x^\\top A x}{\\partial x} = 5x$$\n", checked=False) == []


def test_unbalanced_math_is_a_warning() -> None:
    assert set(severities("$$\\frac{\\partial x}{\\partial$$\n")) <= {"warning"}


def test_an_ill_shaped_product_names_both_places() -> None:
    found = note(
        "Let $W\\in\\mathbb{R}^{n\\times m}$, $x\\in\\mathbb{R}^m$ and $c\\in\\mathbb{R}$.\n\n"
        "$$\\frac{\\partial c\\, x^\\top x}{\\partial x} = W W x$$\n"
    )
    (item,) = diagnostics(found.analysis, found.verdicts)
    assert item.severity == "error"
    assert len(item.related) == 2
    assert all(found.text[place.start : place.end].strip() for place in item.related)


def rules(text: str, settings: RuleSettings = DEFAULT_SETTINGS, *, checked: bool = True) -> list[str]:
    found = note(DECLARED + text, checked=checked)
    return [item.rule for item in diagnostics(found.analysis, found.verdicts, settings)]


WRONG = "$$\\frac{\\partial x^\\top A x}{\\partial x} = 5x$$\n"
OFF = "<!-- matderiv: disable-next-line=wrong-derivative -->\n\n"


def test_a_comment_switches_a_rule_off() -> None:
    assert rules(OFF + WRONG) == []


def test_a_comment_that_switches_off_nothing_is_known_when_all_is_checked() -> None:
    right = OFF + WRONG.replace("5x", "(A + A^\\top)x")
    assert rules(right) == ["unused-suppression"]
    assert rules(right, checked=False) == []
    assert rules("<!-- matderiv: off=no-such-rule -->\n", checked=False) == ["unknown-rule"]


def test_settings_decide_about_rules() -> None:
    assert rules(WRONG, settings_from(ignore=["wrong"])) == []
    assert severities("$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n") == ["warning"]
    strict = note(
        DECLARED + "<!-- matderiv: strict -->\n\n$$\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$$\n"
    )
    assert [item.severity for item in diagnostics(strict.analysis, strict.verdicts)] == ["error"]
