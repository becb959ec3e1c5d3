"""Comments that switch rules off."""

from __future__ import annotations

from matderiv.text import is_suppression, read_document, suppressions


def off(text: str, language: str = "markdown", rule: str = "refuted") -> list[str]:
    """The formulas at which the rule is off."""
    document = read_document(text, language)
    found = suppressions(document)
    return [span.text.strip() for span in document.spans if found.is_off(rule, span.content_start)]


def test_off_holds_until_on() -> None:
    assert off("$a$ <!-- matderiv: off --> $b$\n\n$c$\n\n<!-- matderiv: on -->\n\n$d$") == ["b", "c"]


def test_a_rule_is_switched_by_name() -> None:
    text = "$a$\n\n<!-- matderiv: disable=refuted, ill-shaped -->\n\n$b$\n\n<!-- matderiv: enable=refuted -->\n\n$c$"
    assert off(text) == ["b"]
    assert off(text, rule="ill-shaped") == ["b", "c"]
    assert off(text, rule="other") == []


def test_the_last_switch_decides_whether_it_names_the_rule_or_not() -> None:
    assert off("<!-- matderiv: off -->\n$a$\n\n<!-- matderiv: enable=refuted -->\n$b$") == ["a"]


def test_a_line() -> None:
    assert off("$a$\n$b$ <!-- matderiv: disable-line=refuted -->\n$c$") == ["b"]


def test_the_next_line_with_the_display_that_begins_there() -> None:
    text = "$a$\n\n<!-- matderiv: disable-next-line -->\n\n$$\nb\n$$\n$c$"
    assert off(text) == ["b"]
    assert off("$a$\n% matderiv: disable-next-line=refuted\n\\[\nb\n\\]\n$c$", "latex") == ["b"]


def test_the_file() -> None:
    assert off("$a$\n\n<!-- matderiv: disable-file=refuted -->\n\n$b$") == ["a", "b"]
    assert off("---\nmatderiv: disable-file\n---\n$a$") == ["a"]


def test_declarations_switch_nothing() -> None:
    assert off("<!-- matderiv: X: m x n; offset: n -->\n$a$") == []
    assert not is_suppression("X: m x n")
    assert not is_suppression("offset: n")
    assert is_suppression("disable=refuted")


def test_several_statements_in_one_comment() -> None:
    text = "<!-- matderiv: X: m x n; disable=refuted; layout: numerator -->\n$a$"
    assert off(text) == ["a"]
    assert suppressions(read_document(text, "markdown")).rules == {"refuted"}
