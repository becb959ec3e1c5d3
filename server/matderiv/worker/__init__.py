"""The background process that works with numbers, and its client.

The process is `python -P -m matderiv.worker`: it reads jobs from its standard input, answers on its standard output,
and ends when its input ends. It can be killed at any time; the client starts another one for the next job.
"""

from __future__ import annotations

from .client import WorkerClient
from .errors import BudgetError, JobError, WorkerError, WorkerGoneError
from .job import DocumentText, Job, Priority

__all__ = [
    "BudgetError",
    "DocumentText",
    "Job",
    "JobError",
    "Priority",
    "WorkerClient",
    "WorkerError",
    "WorkerGoneError",
]
