"""Whether a file lies on another machine, where SQLite can't keep its promises.

Its log is shared memory of one machine, and locks over a network are often none. Only Linux tells
the kind of a file system in a place that can be read.
"""

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_OF_THE_NETWORK = {
    "9p2000.L", "afs", "beegfs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3",
    "smbfs",
}  # fmt: skip


def network_kind(file: Path, mounts: Path = _MOUNTS) -> str | None:
    """What kind of network the file lies on; None: on none, or nobody can tell."""
    try:
        lines = mounts.read_text().splitlines()
        folder = file.resolve().parent
    except OSError:
        return None
    kinds = dict(map(_mount, lines))  # of several at one place the last one shows
    for place in (folder, *folder.parents):
        if place in kinds:
            return kinds[place] if kinds[place] in _OF_THE_NETWORK else None
    return None


def _mount(line: str) -> tuple[Path, str]:
    """Where something is mounted and what kind it is; see proc_pid_mountinfo(5)."""
    before, _, after = line.partition(" - ")
    place = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), before.split()[4])
    return Path(place), after.split()[0]
