"""What is said where there is no derivative."""

from __future__ import annotations


class NotDifferentiable(Exception):  # noqa: N818 - the name is part of the contract
    """An expression without a derivative that this package can give. `reason` is a sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
