"""What the comments of a note switch off, and comments that switch off nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..rules import RULES, nearest_rule
from ..text import Suppressions, Switch

ABOUT_COMMENTS = frozenset({"unknown-rule", "unused-suppression"})


def doubtful_switches(
    switches: Suppressions, used: Collection[Switch] | None
) -> Iterator[tuple[Switch, str, str]]:
    """Comments with a rule that does not exist or, if it is known which were `used`, that found nothing to switch off.

    Each comes with the name of the rule that it breaks, and a message.
    """
    for switch in switches.switches:
        found = _complaint(switch, used)
        if found is not None and not switches.is_off(found[0], switch.start):
            yield switch, *found


def _complaint(switch: Switch, used: Collection[Switch] | None) -> tuple[str, str] | None:
    if switch.rule and switch.rule not in RULES:
        nearest = nearest_rule(switch.rule)
        advice = f"did you mean {nearest}?" if nearest else "see matderiv rule --list"
        return "unknown-rule", f"no rule is called {switch.rule}; {advice}"
    if used is None or not switch.is_off or switch in used or switch.rule in ABOUT_COMMENTS:
        return None
    what = switch.rule or "every rule"
    return "unused-suppression", f"this switches off {what}, which finds nothing here"
