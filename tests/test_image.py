"""The image and its compose files: the rules we hold, and the Dockerfile's steps run as a container would run them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.image import LOOPBACK, ROOT, Builder, checkout, instructions, words_of

STEPS = instructions((ROOT / "Dockerfile").read_text())
COMPOSE = [yaml.safe_load((ROOT / name).read_text()) for name in ("compose.yaml", "compose.scale.yaml")]


def last(word):
    """What the last instruction of this name says."""
    return [rest for name, rest in STEPS if name == word][-1]


def test_the_image_runs_as_an_ordinary_user_with_a_health_check():
    """A numeric user that is not root, pinned base tags, a health check, one signal to stop it by."""
    assert int(last("USER")) > 0
    assert all(":" in rest and ":latest" not in rest for name, rest in STEPS if name == "FROM")
    assert '"health"' in last("HEALTHCHECK")
    assert last("STOPSIGNAL") == "SIGTERM"


def test_every_service_is_locked_in():
    """Root read-only, no new privileges, no capabilities; data in a named volume; no port but on loopback."""
    for compose in COMPOSE:
        for name, service in compose["services"].items():
            if "build" not in service:
                continue
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
            assert service["security_opt"] == ["no-new-privileges:true"], name
            assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
            assert all(":ro" in mount or mount.split(":")[0] in compose["volumes"] for mount in service["volumes"]), (
                name
            )


def test_hadolint_finds_nothing():
    """The linter of Dockerfiles has nothing to say, not even for information."""
    program = Path(sys.executable).with_name("hadolint")
    if not program.exists():
        pytest.skip("hadolint has no build for this machine")
    done = subprocess.run([program, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The last stage of the Dockerfile, its steps run."""
    if os.getuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv", "chroot"))):
        pytest.skip("running the Dockerfile's steps needs root, unshare and setpriv")
    folder = tmp_path_factory.mktemp("image")
    folder.chmod(0o755)
    yield Builder(folder, checkout(folder / "context")).build()
    shutil.rmtree(folder)


@pytest.fixture
def container(image, tmp_path):
    """Runs words in the image as a user, its own one unless said otherwise; the volume is new."""
    volume = tmp_path / "volume"
    shutil.copytree(image.path("/app/data"), volume)
    volume.chmod(image.path("/app/data").stat().st_mode & 0o7777)
    environ = os.environ | {"LOOPBACK": LOOPBACK}

    def start(*words, user=None):
        command = image.command(words, data=volume, user=user)
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environ, start_new_session=True, **pipes)

    return start


def ended(process, seconds=150):
    """Exit code, output, errors."""
    output, errors = process.communicate(timeout=seconds)
    return process.returncode, output, errors


@pytest.mark.slow
@pytest.mark.parametrize("user", [None, "1234"])
def test_nothing_but_the_volume_can_be_written(container, user):
    """As the image's own user, and as one that it does not know (`user:` in compose.yaml)."""
    code, _, errors = ended(container("sh", "-c", "touch /app/config/x; touch /venv/x; touch /app/data/y", user=user))
    assert errors.count("Read-only file system") == 2, errors
    assert code == 0


@pytest.mark.slow
def test_the_image_works_read_only_and_unprivileged(image, container):
    """The daemon starts in a fresh volume, is healthy, shows where its pages are, logs JSON, and ends in order."""
    daemon = container(*words_of(image, "ENTRYPOINT", "CMD"))
    told = []
    try:
        while not any("the pages are at" in line for line in told):
            told.append(daemon.stderr.readline())
            assert told[-1], told
        assert ended(container("monitor", "health"))[0] == 0
    finally:
        os.killpg(daemon.pid, signal.SIGTERM)
    code, _, errors = ended(daemon)
    assert code == 0, errors
    events = [json.loads(line)["event"] for line in [*told, *errors.splitlines()]]
    assert any("/login#" in event for event in events)
    assert events[-1] == "stopped"
