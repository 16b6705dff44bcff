"""What every check needs: where results are, and a way to run Floodmark."""

import os
import pathlib
import subprocess

import pytest

HOME = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def home() -> pathlib.Path:
    """The clone."""
    return HOME


@pytest.fixture(scope="session")
def demo() -> pathlib.Path:
    """Results of the demo, one directory a case."""
    return pathlib.Path(os.environ["FLOODMARK_DEMO"])


@pytest.fixture(scope="session")
def floodmark():
    """Runs a command and returns what it printed; another exit code than the expected fails the check."""

    def run(*arguments, code=0, cwd=HOME):
        done = subprocess.run(
            [str(HOME / "jobs" / "floodmark"), *map(str, arguments)],
            cwd=cwd, capture_output=True, text=True, timeout=600)
        assert done.returncode == code, f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done

    return run
