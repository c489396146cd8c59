"""Zips for the tests, honest ones and others."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path


def zip_bytes(files: dict[str, bytes | str]) -> bytes:
    """A zip of these files; a name that ends with "@" becomes a link."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name.rstrip("@"))
            info.compress_type = zipfile.ZIP_DEFLATED
            if name.endswith("@"):
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def zip_file(path: Path, files: dict[str, bytes | str]) -> Path:
    """The same as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_bytes(files))
    return path


def encrypted(data: bytes) -> bytes:
    """The zip with the mark of encryption on all its entries."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def claiming(data: bytes, size: int) -> bytes:
    """The zip whose list says that its first entry has another size."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    changed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(changed)
