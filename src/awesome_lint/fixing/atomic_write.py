"""Fixed texts written to disk: wholly or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile

from awesome_lint.source import Source, SourceError


def write_atomically(source: Source, text: str) -> None:
    """Write `text` over the file that `source` was read from; nothing is done where its bytes stay the same.

    The bytes go to a new file in the same folder, which then takes the old one's place, with its mode:
    whoever reads meanwhile, or a run that is killed, finds the old file or the new one. A symbolic link
    stays, and what it leads to is written. Byte-order mark and line ends are those of `text`. SourceError
    where the file may not be written, or holds other bytes than were read.
    """
    data = source.encode(text)
    if data == source.data:
        return
    path = os.path.realpath(source.path)
    try:
        before = os.stat(path)
        if not os.access(path, os.W_OK):
            raise PermissionError
        _replace(path, data, before, source)
    except FileNotFoundError:
        raise SourceError(source.path, "is gone since it was read; nothing was written") from None
    except PermissionError:
        raise SourceError(source.path, "may not be written; check its permissions and its folder's") from None
    except OSError as error:
        raise SourceError(source.path, f"cannot be written ({error.strerror or error})") from None


def _replace(path: str, data: bytes, before: os.stat_result, source: Source) -> None:
    folder = os.path.dirname(path)
    descriptor, temporary = tempfile.mkstemp(prefix=".awesome-lint-", suffix=".tmp", dir=folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_after(temporary, before)
        # As late as can be: an editor may have saved the file while the rules ran.
        with open(path, "rb") as file:
            if file.read() != source.data:
                raise SourceError(
                    source.path, "has changed since it was read; nothing was written, run again"
                )
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(folder)


def _take_after(temporary: str, before: os.stat_result) -> None:
    """Give the new file the old one's owner, where we may, and its mode."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, before.st_uid, before.st_gid)
    os.chmod(temporary, stat.S_IMODE(before.st_mode))


def _settle(folder: str) -> None:
    """Have the folder's new entry on disk too. Windows cannot open folders and needs no such thing."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
