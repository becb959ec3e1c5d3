"""The libraries that source is written for. Rules write NumPy; a target respells the names that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from matderiv.notation.numpy_source.helpers import HELPERS


@dataclass(frozen=True)
class Target:
    """What stands for `np.`, the imports by what needs them, and helpers that the library does in its own way."""

    module: str
    imports: tuple[tuple[str, str], ...]
    helpers: Mapping[str, str] = field(default_factory=dict)

    def spelled(self, source: str) -> str:
        return re.sub(r"\bnp\.", f"{self.module}.", source)

    def helper_sources(self) -> dict[str, str]:
        return {**HELPERS, **self.helpers}

    def import_lines(self, source: str) -> str:
        """The imports that the source needs; those of the standard library stand apart."""
        needed = [line for pattern, line in self.imports if re.search(pattern, source)]
        standard = [line for line in needed if line == "import math"]
        others = [line for line in needed if line != "import math"]
        return "\n\n".join("\n".join(group) for group in (standard, others) if group)


NUMPY = Target("np", ((r"\bmath\.", "import math"), ("", "import numpy as np")))

JAX = Target(
    "jnp",
    (
        (r"\bmath\.", "import math"),
        (r"\bjax\.scipy\.", "import jax"),
        ("", "import jax.numpy as jnp"),
    ),
    {
        "_erf": """\
def _erf(x):
    return jax.scipy.special.erf(x)
""",
        "_matrix_exponential": """\
def _matrix_exponential(X):
    return jax.scipy.linalg.expm(X)
""",
        "_duplication": """\
def _duplication(n):
    column, row = np.triu_indices(n)
    place = np.arange(len(row))
    result = np.zeros((n * n, len(row)))
    return result.at[column * n + row, place].set(1.0).at[row * n + column, place].set(1.0)
""",
    },
)
