"""The command line as the tests run it: in this process or in one of its own, with a worker that costs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import main

TEXT = "Ferry to Eastmark stops\n\nThe ferry to Eastmark will stop in May, its owner said on Monday.\n"


class Run:
    """One run of the command line in this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str], *arguments: object):
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self.status = ended.value.code
        self.out, self.err = capfd.readouterr()


CODE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import fake_worker
from briefing import batch, cli
batch.COMMAND = fake_worker.FAKE_WORKER
cli.main()
"""


def python_path() -> str:
    """Where a process of its own finds the stand-in."""
    return os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])


def launch(*arguments: str, **options) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, which minds interrupts even where the tests run in the background."""
    environment = {**os.environ, "PYTHONPATH": python_path()}
    return subprocess.Popen([sys.executable, "-c", CODE, *arguments], stderr=subprocess.PIPE, env=environment, **options)
