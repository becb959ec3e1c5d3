"""Why a job has no result."""

from __future__ import annotations


class WorkerError(Exception):
    """A job without a result."""


class BudgetError(WorkerError):
    """The job took longer than it may; its process was ended."""


class WorkerGoneError(WorkerError):
    """The process ended during the job, could not be started, or was stopped."""


class JobError(WorkerError):
    """The job raised; the message names the kind of error, never the text of a note."""
