"""Runs the steps of the Dockerfile where no Docker engine is: each stage in a root of its own, by mount namespaces.

What stands in for Docker: the base image is this machine's /usr, read-only, with a copy of its /etc, and at /usr/local
the Python whose version the FROM line names (else the one that runs the tests). No step has a network: pip finds the
packages in a folder of wheels fetched before, and checks their hashes. Needs root, `unshare` and `setpriv`.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINKS = {"bin": "usr/bin", "sbin": "usr/sbin", "lib": "usr/lib", "lib64": "usr/lib64"}
BARE = {
    "PATH": "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin",
    "LD_LIBRARY_PATH": "/usr/local/lib",
    "HOME": "/root",
}
ENTER = """
set -e
root=$1 python=$2 wheels=$3 data=$4; shift 4
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind /usr "$root/usr"; mount -o remount,bind,ro "$root/usr"
mount --bind "$python" "$root/usr/local"; mount -o remount,bind,ro "$root/usr/local"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
[ -z "$wheels" ] || mount --bind "$wheels" "$root/mnt"
[ -z "$data" ] || { mount --bind "$data" "$root/app/data"; mount -o remount,bind,ro "$root"; }
"$python/bin/python3" -c "$LOOPBACK"
exec chroot "$root" "$@"
"""
LOOPBACK = "import fcntl, socket; fcntl.ioctl(socket.socket(), 0x8914, b'lo'.ljust(16, bytes(1)) + b'A' + bytes(15))"


@dataclass
class Stage:
    """A root made by the steps of one stage, and what it says of the processes in it."""

    root: Path
    python: Path
    env: dict[str, str] = field(default_factory=lambda: dict(BARE))
    workdir: str = "/"
    user: str = "0"
    said: dict[str, str] = field(default_factory=dict)

    def path(self, inside):
        """Where a path of the stage is outside."""
        return self.root / str(Path(self.workdir) / inside).lstrip("/")

    def command(self, words, wheels="", data="", user=None, **environ):
        """How to run words in it; with `data`, as a container runs: root read-only, no privileges, the user's id."""
        env = [f"{name}={value}" for name, value in {**self.env, **environ}.items()]
        uid = user or self.user
        drop = [
            "setpriv",
            f"--reuid={uid}",
            f"--regid={uid}",
            "--clear-groups",
            "--no-new-privs",
            "--bounding-set=-all",
        ]
        step = ["env", "-i", *env, "sh", "-c", 'cd "$0" && exec "$@"', self.workdir, *words]
        enter = ["bash", "-c", ENTER, "enter", str(self.root), str(self.python), str(wheels), str(data)]
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child=TERM", "--net"]
        return [*apart, *enter, *(drop if data else []), *step]


@dataclass
class Builder:
    """Makes the stages in `folder` of the files in `context`."""

    folder: Path
    context: Path
    stages: dict[str, Stage] = field(default_factory=dict)

    def build(self):
        """Run all steps; gives the last stage."""
        for word, rest in instructions((self.context / "Dockerfile").read_text()):
            if word == "FROM":
                stage = self.begin(*rest.replace(" AS ", " ").split())
            elif word == "RUN":
                self.run(stage, rest)
            elif word == "COPY":
                self.copy(stage, rest.split())
            elif word == "ENV":
                stage.env |= {name: expanded(value, stage.env) for name, value in pairs(rest)}
            elif word == "WORKDIR":
                stage.workdir = rest
                stage.path(".").mkdir(parents=True, exist_ok=True)
            elif word == "USER":
                stage.user = rest
            else:
                stage.said[word] = rest
        return stage

    def begin(self, image, name="last"):
        """A root like that of the base image."""
        root = self.folder / name
        for place in ("usr", "proc", "dev", "tmp", "mnt", "root", "var", "run"):
            (root / place).mkdir(parents=True)
        for link, target in LINKS.items():
            (root / link).symlink_to(target)
        subprocess.run(["cp", "-a", "/etc", str(root)], check=True)
        self.stages[name] = Stage(root, python_of(image))
        return self.stages[name]

    def run(self, stage, line):
        """One RUN line, as root, without a network."""
        wheels = self.wheels(stage.python) if "pip install" in line else ""
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/mnt", "PIP_CONFIG_FILE": "/dev/null"}
        subprocess.run(
            stage.command(["sh", "-c", line], wheels, **offline), check=True, env=os.environ | {"LOOPBACK": LOOPBACK}
        )

    def wheels(self, python):
        """The packages that requirements.txt pins, for this Python; fetched once."""
        folder = self.folder / "wheels"
        if not folder.exists():
            fetch = [str(python / "bin/python3"), "-m", "pip", "download", "--quiet", "--require-hashes"]
            wanted = ["--requirement", str(self.context / "requirements.txt"), "--dest", str(folder)]
            subprocess.run([*fetch, *wanted], check=True)
        return folder

    def copy(self, stage, words):
        """One COPY line; what .dockerignore leaves out is not there to be copied."""
        source, carry = self.context, shutil.copy2
        if words[0].startswith("--from="):
            source, carry = self.stages[words.pop(0).removeprefix("--from=")].root, os.link  # as good, and at once
        *names, target = words
        for name in names:
            path, into = source / name.lstrip("/"), stage.path(target)
            if path.is_dir():
                shutil.copytree(path, into, symlinks=True, dirs_exist_ok=True, copy_function=carry)
            else:
                shutil.copy2(path, into / path.name if into.is_dir() else into)


def instructions(text):
    """The instructions of a Dockerfile in order: word and rest, continued lines joined."""
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


def pairs(rest):
    """The names and values of an ENV line."""
    return [word.split("=", 1) for word in shlex.split(rest)]


def expanded(value: str, env: Mapping[str, str]):
    """A value with the variables of the stage in it filled in."""
    return re.sub(r"\$(\w+)", lambda found: env[found[1]], value)


def python_of(image):
    """The folder of the Python that an image name asks for, or of the one that runs the tests."""
    version = re.match(r"python:(\d+\.\d+)", image)[1]
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*"))
    found = shutil.which(f"python{version}")
    if pyenv:
        return pyenv[-1]
    return Path(found).resolve().parents[1] if found else Path(sys.base_prefix)


def checkout(folder):
    """The files of this checkout as a fresh clone has them, with changes not committed yet."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def words_of(stage, *names):
    """The words of instructions in JSON form: ENTRYPOINT, CMD."""
    return [word for name in names for word in json.loads(stage.said[name])]
