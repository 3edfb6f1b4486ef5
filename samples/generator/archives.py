"""Archives whose bytes depend on their content alone."""

import gzip
import io
import zipfile
from datetime import date


def gzipped(content: bytes) -> bytes:
    """Without name and time, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as stream:
        stream.write(content)
    return buffer.getvalue()


def zipped(entries: dict[str, bytes], day: date, is_compressed: bool) -> bytes:
    """Every entry carries the day of the export as its time stamp, whatever the clock says."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return buffer.getvalue()
