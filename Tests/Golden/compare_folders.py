#!/usr/bin/env python3
"""Says in which files two folders differ; archives are compared by what is in them.

    python3 compare_folders.py ONE OTHER      prints a line per difference; status 1 if there is any

Standard library only. Two versions of zlib may compress the same bytes differently, so that the bytes
of an archive prove nothing.
"""

import gzip
import sys
import zipfile
from pathlib import Path


def content(file: Path) -> object:
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
        if file.suffix == ".gz":
            return gzip.decompress(file.read_bytes())
    except EOFError:
        return "cut short"
    return file.read_bytes()


def main() -> None:
    one, other = Path(sys.argv[1]), Path(sys.argv[2])
    found = [{str(file.relative_to(top)) for file in top.rglob("*") if file.is_file()} for top in (one, other)]
    different = sorted(found[0] ^ found[1])
    different += sorted(path for path in found[0] & found[1] if content(one / path) != content(other / path))
    for path in different:
        print(path)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
