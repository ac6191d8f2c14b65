"""Writes a fixed text to disk completely or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile

from awesome_lint.source import Source, SourceError


def write_atomically(source: Source, text: str) -> None:
    """Replace the content of the file that `source` was read from by `text`, if they differ.

    The bytes are written to a new file in the same folder, which then replaces the old one and has its mode: other
    programs see the old file or the new one, also if the run is killed. Of a symbolic link the target is replaced.
    Byte-order mark and line ends are those of `text`. SourceError if the file cannot be written, or has changed since
    it was read.
    """
    data = text.encode()
    if data == source.data:
        return
    path = os.path.realpath(source.path)
    try:
        before = os.stat(path)
        if not os.access(path, os.W_OK):
            raise PermissionError
        _replace_file(path, data, before, source)
    except FileNotFoundError:
        raise SourceError(source.path, "was deleted after it was read; nothing was written") from None
    except PermissionError:
        raise SourceError(
            source.path, "cannot be written; check the permissions of the file and its folder"
        ) from None
    except OSError as error:
        raise SourceError(source.path, f"cannot be written ({error.strerror or error})") from None


def _replace_file(path: str, data: bytes, old_stat: os.stat_result, source: Source) -> None:
    """Write the data to a new file in the same folder and rename it to `path`; SourceError if the file has changed
    since `source` was read."""
    folder = os.path.dirname(path)
    descriptor, temporary_path = tempfile.mkstemp(prefix=".awesome-lint-", suffix=".tmp", dir=folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _copy_mode_and_owner(temporary_path, old_stat)
        # As late as possible: an editor may have saved the file while the rules ran.
        with open(path, "rb") as file:
            if file.read() != source.data:
                raise SourceError(
                    source.path, "has changed since it was read; nothing was written, run again"
                )
        os.replace(temporary_path, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary_path)
        raise


def _copy_mode_and_owner(temporary_path: str, old_stat: os.stat_result) -> None:
    """Give the new file the mode of the old one and, if possible, its owner."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary_path, old_stat.st_uid, old_stat.st_gid)
    os.chmod(temporary_path, stat.S_IMODE(old_stat.st_mode))
