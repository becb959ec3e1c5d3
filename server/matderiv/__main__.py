"""``python -m matderiv``: the same as the command ``matderiv``."""

import sys

from matderiv.cli import main

if __name__ == "__main__":
    sys.exit(main())
