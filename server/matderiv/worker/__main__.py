"""`python -P -m matderiv.worker`: the worker process."""

import sys

from matderiv.worker.process import run

if __name__ == "__main__":
    sys.exit(run(sys.stdin.buffer, sys.stdout.buffer))
