"""The report formats of `matderiv check`, one file each, one signature."""

from __future__ import annotations

from collections.abc import Callable

from ...checking import CheckResult
from ..findings import Strictness
from .github import github_annotations
from .json import json_report
from .sarif import sarif_report
from .text import text_report

ReportFormat = Callable[[CheckResult, Strictness, bool], str]

FORMATS: dict[str, ReportFormat] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "github": github_annotations,
}
