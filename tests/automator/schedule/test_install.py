"""What is printed for systemd and cron is taken by systemd and by a cron parser."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from cronsim import CronSim

from automator.schedule.install import EVERY, Kind, is_regular, units
from automator.settings import Settings, load_settings

ENV = {"UNBUY_SHOP_URL": "http://127.0.0.1:1", "UNBUY_PASSWORD": "correct-horse", "PATH": "/bin"}
ANALYZE = shutil.which("systemd-analyze") or ""
SECONDS = {"m": 60, "h": 3600, "d": 86400}
DURATIONS = [int(text[:-1]) * SECONDS[text[-1]] for text in EVERY.split(", ")]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"home": tmp_path / "100% of $HOME's"}, env={})


@pytest.mark.parametrize("every_s", DURATIONS)
def test_a_crontab_line_runs_as_often_as_asked_for(settings: Settings, every_s: int) -> None:
    line = units(Kind.CRON, every_s, settings, ENV)[-1]
    times = CronSim(" ".join(line.split()[:5]), datetime(2026, 3, 2, tzinfo=UTC))
    moments = [next(times) for _ in range(50)]
    gaps = {after - before for before, after in pairwise(moments)}
    assert gaps == {timedelta(seconds=every_s)}


def test_the_crontab_line_is_a_shell_command_with_the_home_in_it(settings: Settings) -> None:
    line = units(Kind.CRON, 900, settings, ENV)[-1]
    command = line.split(maxsplit=5)[5].replace(r"\%", "%").replace(sys.executable, "echo", 1)
    printed = subprocess.run(
        [
            "/bin/sh",
            "-c",
            command.replace("echo", "sh -c 'echo \"$UNBUY_HOME\"'", 1).split(" >")[0],
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == str(settings.home)
    assert "correct-horse" not in line


@pytest.mark.parametrize("every_s", DURATIONS)
@pytest.mark.skipif(not ANALYZE, reason="no systemd here")
def test_systemd_takes_service_and_timer(settings: Settings, every_s: int, tmp_path: Path) -> None:
    text = "\n".join(units(Kind.SYSTEMD, every_s, settings, ENV))
    parts = re.split(r"# ~/\.config/systemd/user/(unbuy\.\w+)\n", text)[1:]
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    done = subprocess.run(
        [ANALYZE, "verify", "--user", *(str(tmp_path / name) for name in files)],
        capture_output=True,
        text=True,
        check=False,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "correct-horse" not in text
    assert f'ExecStart="{sys.executable}" "-m" "automator" "schedule" "run" "--once"' in text


def test_what_no_clock_shows_is_not_regular() -> None:
    assert all(map(is_regular, DURATIONS))
    assert not any(map(is_regular, (0, 7 * 60, 45 * 60, 5 * 3600, 2 * 86400)))
