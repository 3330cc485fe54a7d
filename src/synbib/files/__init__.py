"""Files of the user's: the one place that reads and writes them.

A file is replaced whole or not at all, and only if it is still the one that was read: `update` hands what files hold to
a function, and puts what that makes of it in their place, under a lock that each synbib takes. `write_atomically` is
for results, which depend on nothing that stood there; `held` is the lock alone, for what takes long. `versions` has the
way back, and what a file held before.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.files.comparing import changed_lines, unified_diff
    from synbib.files.locking import held
    from synbib.files.reading import decode_utf8, opened, own_path, read_bytes, stamp
    from synbib.files.updating import Updated, read_files, update, write_atomically
    from synbib.files.versions import file_at, way_back

__all__ = [
    "Updated",
    "changed_lines",
    "decode_utf8",
    "file_at",
    "held",
    "opened",
    "own_path",
    "read_bytes",
    "read_files",
    "stamp",
    "unified_diff",
    "update",
    "way_back",
    "write_atomically",
]

__getattr__ = lazily.names(
    __name__,
    {
        "comparing": (
            "changed_lines",
            "unified_diff",
        ),
        "locking": ("held",),
        "reading": ("decode_utf8", "opened", "own_path", "read_bytes", "stamp"),
        "updating": ("Updated", "read_files", "update", "write_atomically"),
        "versions": ("file_at", "way_back"),
    },
)
