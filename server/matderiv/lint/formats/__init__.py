"""The report formats of `matderiv check`, one file each, one signature."""

from __future__ import annotations

from collections.abc import Callable

from ..findings import LintResult
from .github import github_annotations
from .json import json_report
from .json_lines import json_lines
from .sarif import sarif_report
from .text import findings_only, text_report

ReportFormat = Callable[[LintResult, bool], str]
"""The second argument says whether colours are wanted."""

FORMATS: dict[str, ReportFormat] = {
    "text": text_report,
    "concise": findings_only,
    "json": json_report,
    "jsonl": json_lines,
    "sarif": sarif_report,
    "github": github_annotations,
}
