"""The report formats, over a hand-made report."""

from __future__ import annotations

import json

from matderiv.checking import CheckedClaim, FileReport, Finding, Suggestion
from matderiv.checking.report import Position, Range
from matderiv.lint import FORMATS, LintResult, linted
from matderiv.rules import DEFAULT_SETTINGS, RuleSettings

PLACE = Range(Position(4, 2), Position(4, 30))
WRONG = CheckedClaim(
    range=PLACE,
    offsets=(100, 128),
    tex=r"\nabla_x x^T A x = 2Ax, 100%",
    kind="derivative",
    verdict="refuted",
    layout="denominator",
    reason="the two sides differ",
    counterexample={"sizes": {"n": 3}, "entry": [1], "expected": 2.0, "written": 4.0},
    suggestion=Suggestion("(A+A^T)x"),
    mistake="A is not symmetric",
    rule="wrong-derivative",
)
UNCHECKED = CheckedClaim(PLACE, (0, 1), "f = g", "identity", "unchecked", "none", reason="declare f")
REPORT = FileReport(
    "a,b.md", (WRONG, UNCHECKED), (Finding(PLACE, "unbalanced-math", "warning", "no closing $"),)
)


def render(name: str, settings: RuleSettings = DEFAULT_SETTINGS) -> str:
    return FORMATS[name](LintResult((linted(REPORT, settings),)), False)


def test_json_is_the_contract() -> None:
    report = json.loads(render("json"))
    assert report["schema"] == 1
    assert report["summary"] == {
        "verified": 0,
        "conditional": 0,
        "ill-shaped": 0,
        "refuted": 1,
        "unchecked": 1,
    }
    claim = report["files"][0]["claims"][0]
    assert claim["range"] == {"start": {"line": 4, "character": 2}, "end": {"line": 4, "character": 30}}
    assert claim["suggestion"] == {"latex": "(A+A^T)x"}
    assert claim["mistake"] == "A is not symmetric"
    assert report["files"][0]["problems"][0]["rule"] == "unbalanced-math"


def test_text_names_place_mistake_numbers_and_repair() -> None:
    text = render("text")
    assert "a,b.md:5:3  ✗ refuted" in text
    assert "the mistake: A is not symmetric" in text
    assert "(with n = 3)" in text
    assert "right is (A+A^T)x" in text
    assert text.endswith("1 note: 1 refuted, 1 unchecked")


def test_github_escapes_what_workflow_commands_need() -> None:
    error, warning = render("github").splitlines()
    place = "file=a%2Cb.md,line=5,endLine=5,col=3,endColumn=31"
    assert error.startswith(f"::error {place},title=wrong-derivative::wrong")
    assert warning == f"::warning {place},title=unbalanced-math::no closing $"


def test_strict_reports_unchecked_claims_too() -> None:
    levels = [line.split()[0] for line in render("github", RuleSettings(strict=True)).splitlines()]
    assert levels == ["::error", "::error", "::warning"]


def test_sarif_has_rules_and_one_based_regions() -> None:
    run = json.loads(render("sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unbalanced-math", "wrong-derivative"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 31}
