"""Make or update ``.venv`` for a purpose: ``python .ci/environment.py runtime|development|jax``.

The first lines are kept readable for old versions of Python, which are told what is missing.
"""

import os
import subprocess
import sys

MINIMUM = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, ".venv")
BIN = os.path.join(FOLDER, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python")
REQUIREMENTS = {"runtime": ".", "development": ".[dev]", "jax": ".[dev,jax]"}


def fail(message):
    sys.stderr.write("matderiv: " + message + "\n")
    sys.exit(2)


def require_version():
    if sys.version_info < MINIMUM:
        fail(
            "Python 3.11 or newer is needed; %s is %d.%d. Install one (Debian, Ubuntu: apt install python3 "
            "python3-venv; macOS: brew install python; Windows: winget install Python.Python.3.13) "
            "or choose one: make PYTHON=/path/to/python3" % ((sys.executable,) + tuple(sys.version_info[:2]))
        )


def works():
    """Whether there is an environment with pip; one whose interpreter was removed does not count."""
    try:
        return subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    except OSError:
        return False


def create():
    try:
        import ensurepip
        import venv
    except ImportError as missing:
        fail(
            "this Python (%s) comes without %s. Debian, Ubuntu: apt install python%d.%d-venv; elsewhere "
            "install the full Python." % ((sys.executable, missing.name) + tuple(sys.version_info[:2]))
        )
    print("Making .venv with %s, pip %s" % (sys.executable, ensurepip.version()))
    try:
        venv.create(FOLDER, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        fail("could not make %s: %s" % (FOLDER, problem))


def install(purpose):
    print("Installing matderiv and what it needs into .venv (%s)" % purpose, flush=True)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*command, "--editable", REQUIREMENTS[purpose]], cwd=ROOT) != 0:
        fail(
            "pip could not install the packages (see above). The first set-up needs the network, "
            "or a package index that pip is told of."
        )


def main(purpose):
    require_version()
    if not works():
        create()
    install(purpose)
    with open(os.path.join(FOLDER, "." + purpose), "w", encoding="utf-8"):
        pass


if __name__ == "__main__":
    main(sys.argv[1])
