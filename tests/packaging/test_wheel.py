"""The wheel, built from the checkout and installed into a new environment outside of it."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(
        words, check=False, capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL
    )


def pip(python: Path | str, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return run(python, "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments, folder=folder)


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outside")


@pytest.fixture(scope="module")
def wheel(outside: Path) -> Path:
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", outside]
    built = pip(sys.executable, "wheel", *options, ROOT, folder=outside)
    assert built.returncode == 0, built.stderr
    (path,) = outside.glob("matderiv-*.whl")
    return path


@pytest.fixture(scope="module")
def programs(wheel: Path, outside: Path) -> Path:
    """The folder of the programs of a new environment that holds the wheel and its dependencies."""
    venv.create(outside / "environment", with_pip=True)
    folder = outside / "environment" / ("Scripts" if sys.platform == "win32" else "bin")
    installed = pip(folder / "python", "install", wheel, folder=outside)
    if installed.returncode != 0:
        reachable = pip(folder / "python", "download", "--no-deps", "hatchling", folder=outside)
        if reachable.returncode != 0:
            pytest.skip("pip reaches no package index, so the wheel's dependencies cannot be installed")
    assert installed.returncode == 0, installed.stderr
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = ROOT / "server" / "matderiv"
    sources = {path.relative_to(package.parent).as_posix() for path in package.rglob("*.py")}
    assert names >= sources | {"matderiv/py.typed"}
    assert {name.partition("/")[0] for name in names} == {"matderiv"}


def test_the_command_answers(programs: Path, outside: Path) -> None:
    for command in ([programs / "matderiv"], [programs / "python", "-m", "matderiv"]):
        done = run(*command, "--help", folder=outside)
        assert done.returncode == 0, done.stderr
        assert {"derive", "check", "lsp"} <= set(done.stdout.replace(",", " ").split())


def test_the_package_is_imported_from_the_environment(programs: Path, outside: Path) -> None:
    program = "import matderiv; print(matderiv.__file__, matderiv.__version__, callable(matderiv.derive))"
    done = run(programs / "python", "-c", program, folder=outside)
    assert done.returncode == 0, done.stderr
    place, version, is_callable = done.stdout.split()
    assert Path(place).is_relative_to(outside)
    assert version in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert is_callable == "True"
