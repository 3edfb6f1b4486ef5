#!/usr/bin/env python3
"""Files that are made to do harm, one function each. `hostile_files.py KIND FILE` writes one of them.

The archives are put together by hand, because no library writes what is wrong with them.
"""
import struct
import sys
import zlib
from pathlib import Path

TABLE = "Số CT,Số tiền\nV1,100\n".encode()


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def repeated(unit, count, front=b""):
    """Deflate of `front` and of `unit` written `count` times, without ever holding it."""
    def piece(data):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)

    return piece(front) + piece(unit) * count + b"\x03\x00"


class Entry:
    """An entry of a zip archive; whatever is said here stands in it, true or not."""

    def __init__(self, name, data=b"", method=0, packed=None, size=None, crc=None, mode=0, offset=None):
        self.name = name if isinstance(name, bytes) else name.encode()
        self.method = method
        self.packed = packed if packed is not None else deflated(data) if method == 8 else data
        self.size = len(data) if size is None else size
        self.crc = zlib.crc32(data) if crc is None else crc
        self.mode = mode
        self.offset = offset


def zipped(entries, count=None):
    """A zip archive; sizes beyond 32 bits and more entries than 16 bits count are written as ZIP64 has them."""
    body, listing, offsets = [], [], 0
    for entry in entries:
        extra = b""
        size = entry.size
        if size >= 0xFFFFFFFF:
            extra = struct.pack("<HHQQ", 1, 16, size, len(entry.packed))
        packed = 0xFFFFFFFF if extra else len(entry.packed)
        fields = struct.pack(
            "<HHHHHIIIHH", 45, 0x800, entry.method, 0, 0x5821, entry.crc, packed, min(size, 0xFFFFFFFF), len(entry.name),
            len(extra))
        local = b"PK\3\4" + fields + entry.name + extra + entry.packed
        at = offsets if entry.offset is None else entry.offset
        listing.append(
            b"PK\1\2" + struct.pack("<H", 0x32D) + fields + struct.pack("<HHHII", 0, 0, 0, entry.mode << 16, at)
            + entry.name + extra)
        if entry.offset is None:
            body.append(local)
            offsets += len(local)
    listing = b"".join(listing)
    count = len(entries) if count is None else count
    end = b""
    if count > 0xFFFE:
        end = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(listing), offsets)
        end += b"PK\6\7" + struct.pack("<IQI", 0, offsets + len(listing), 1)
        count = 0xFFFF
    end += b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), offsets, 0)
    return b"".join(body) + listing + end


def workbook(sheet=b"", strings=b"", packed=None):
    """An .xlsx of one sheet; `packed` are deflated parts with their size, instead of those."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def links(targets):
        text = "".join(
            f'<Relationship Id="r{i}" Type="{relations}{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets))
        return f"<Relationships>{text}</Relationships>".encode()

    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links([("worksheet", "sheet.xml"), ("sharedStrings", "strings.xml")]),
        "xl/sheet.xml": b"<worksheet><sheetData>" + sheet + b"</sheetData></worksheet>",
        "xl/strings.xml": b"<sst>" + strings + b"</sst>",
    }
    packed = packed or {}
    entries = [Entry(name, data, method=8) for name, data in parts.items() if name not in packed]
    for name, (data, size, crc) in packed.items():
        entries.append(Entry(name, method=8, packed=data, size=size, crc=crc))
    return zipped(entries)


def nested(levels, width, core):
    """Archives in archives: `width` copies at each level, which deflate folds into one."""
    archive = core
    for _ in range(levels):
        archive = zipped([Entry(f"{i}.zip", archive, method=8) for i in range(width)])
    return archive


def quine():
    """A zip archive whose only entry is the archive itself, as Russ Cox found it (research.swtch.com/zip).

    Literals (a stored block) and repeats are the only instructions of a small program that prints itself; the
    checksum, which stands inside what it sums up, is solved for bit by bit, because CRC-32 is linear.
    """
    name = b"an-archive-within-itself-0.zip"

    def literal(count):
        return struct.pack("<BHH", 0, count, count ^ 0xFFFF)

    def bits(*fields):
        """Fields of (value, width): numbers from their lowest bit, Huffman codes (negative width) from their highest."""
        text = "".join(
            format(value, f"0{width}b")[::-1] if width > 0 else format(value, f"0{-width}b") for value, width in fields)
        text += "0" * (-len(text) % 8)
        return bytes(int(text[i:i + 8][::-1], 2) for i in range(0, len(text), 8))

    fixed = [(0, 1), (1, 2)]
    repeat20 = bytes.fromhex("428821c400")
    # 65 bytes from 65 back, then an empty block, which makes it five bytes as well.
    repeat65 = bits(*fixed, (276 - 256, -7), (6, 3), (12, -5), (0, 5), (0, -7), *fixed, (0, -7))
    # 102 bytes from 102 back, and the end.
    repeat102 = bits((1, 1), (1, 2), (279 - 256, -7), (3, 4), (13, -5), (5, 5), (0, -7))

    def built(crc):
        def fields():
            return struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5821, crc, packed, size, len(name), 0)

        packed, size = 306, 464
        head = b"PK\3\4" + fields() + name
        tail = b"PK\1\2" + struct.pack("<H", 20) + fields() + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
        tail += b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(tail), len(head) + packed, 0)
        one, four = literal(5), literal(20)
        program = (
            literal(65) + head + literal(65) + repeat65 + one + repeat65 + one + one + four + repeat65 + one + one + four
            + repeat20 + four + repeat20 + four + repeat20 + four + repeat20 + four + repeat20 + literal(0) + literal(0)
            + literal(102) + repeat20 + literal(0) + literal(0) + literal(102) + repeat102 + tail + repeat102)
        assert (len(head), len(tail), len(program)) == (60, 98, packed), (len(head), len(tail), len(program))
        return head + program + tail

    base = zlib.crc32(built(0))
    # Rows of (what a bit of the field changes in the sum, apart from itself), with the bits that make them.
    rows = [((zlib.crc32(built(1 << bit)) ^ base) ^ (1 << bit), 1 << bit) for bit in range(32)]
    wanted, answer, basis = base, 0, {}
    for change, made in rows:
        for lead, (other, how) in basis.items():
            if change >> lead & 1:
                change, made = change ^ other, made ^ how
        if change:
            lead = change.bit_length() - 1
            basis = {k: (c ^ change, h ^ made) if c >> lead & 1 else (c, h) for k, (c, h) in basis.items()}
            basis[lead] = (change, made)
    for lead, (change, made) in basis.items():
        if wanted >> lead & 1:
            wanted, answer = wanted ^ change, answer ^ made
    assert wanted == 0, "no checksum fits; another date might have one"
    archive = built(answer)
    assert zlib.decompress(archive[60:366], -15) == archive
    return archive


def overlapping():
    """Every entry holds all that follow, header and all, as its stored content (bamsoftware.com/hacks/zipbomb)."""
    core = Entry("z.csv", bytes(1 << 20), method=8)
    tail = zipped([core])
    tail = tail[:tail.index(b"PK\1\2")]
    entries, offset = [], 0
    count = 2000
    names = [f"{i:05}.csv".encode() for i in range(count)]
    # A stored block before each header quotes it away.
    heads = []
    for name in names:
        heads.append(b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5821, 0, 0, 0, len(name), 0) + name + bytes(5))
    body = b"".join(heads) + tail
    for index, name in enumerate(names):
        entries.append(Entry(name, method=8, packed=body[offset + 39:], size=1 << 20, crc=0, offset=offset))
        offset += len(heads[index])
    listing = zipped(entries)
    at = listing.index(b"PK\1\2")
    archive = body + listing[at:-22]
    return archive + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing) - 22 - at, len(body), 0)


ZEROS = bytes(1 << 20)
ROWS = b"V1,1000\n" * (1 << 17)
GOOD = Entry("good.csv", TABLE)


def gzip_of(packed, size):
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + packed + struct.pack("<II", 0, size & 0xFFFFFFFF)


def with_bad(name, **how):
    """A bad entry beside a good one."""
    return lambda: zipped([GOOD, Entry(name, TABLE, **how)])


class Kind:
    def __init__(self, name, file, says, make, options=()):
        self.name, self.file, self.says, self.make, self.options = name, file, says, make, options


LAUGHS = "".join(f'<!ENTITY l{i} "' + f"&l{i - 1};" * 10 + '">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE sst [<!ENTITY l0 "haha">{LAUGHS}]><sst><si><t>&l9;</t></si></sst>'.encode()
CELL = b'<c t="s"><v>0</v></c>'
LONG = b"<si><t>" + b"x" * 131_000 + b"</t></si>"
HEAD = '<row><c t="inlineStr"><is><t>Số CT</t></is></c><c t="inlineStr"><is><t>Số tiền</t></is></c></row>'.encode()

KINDS = [
    Kind("300,000 entries", "d.zip", "archive_entries", lambda: zipped([Entry(f"{i}.csv") for i in range(300_000)])),
    Kind("1,000 archives of 1,000 archives", "d.zip", "archive_entries",
         lambda: nested(2, 1000, zipped([]))),
    Kind("archives 40 deep", "d.zip", "archive_depth", lambda: nested(40, 1, zipped([GOOD]))),
    Kind("16 archives in each of 16, six deep, around 4 GiB", "d.zip", "archive_depth",
         lambda: nested(5, 16, zipped([Entry("0.csv", method=8, packed=repeated(ZEROS, 4096), size=1 << 32, crc=0)]))),
    Kind("an archive that holds itself", "d.zip", "archive_depth", quine),
    Kind("an archive inside that fills memory", "d.zip", "nested_bytes",
         lambda: zipped([Entry("i.zip", zipped([Entry("a.csv", bytes(range(251)) * 320_000)]), method=0, crc=0)])),
    Kind("10 GiB of equal rows in zip", "d.zip", "archive_ratio",
         lambda: zipped([Entry("a.csv", method=8, packed=repeated(ROWS, 10_240, TABLE), size=10 << 30, crc=0)])),
    Kind("10 GiB of equal rows in gzip", "d.csv.gz", "archive_ratio", lambda: gzip_of(repeated(ROWS, 10_240, TABLE), 10 << 30)),
    Kind("10 GiB of equal rows in gzip in zip", "d.zip", "archive_ratio",
         lambda: zipped([Entry("a.csv.gz", gzip_of(repeated(ROWS, 10_240, TABLE), 10 << 30))])),
    Kind("gzip in gzip, 100 deep", "d.csv.gz", "archive_depth", lambda: gzip_layers(100)),
    Kind("more bytes than declared", "d.zip", "not the declared one",
         lambda: zipped([GOOD, Entry("a.csv", method=8, packed=repeated(ZEROS, 1024), size=1000, crc=0)])),
    Kind("fewer bytes than declared", "d.zip", "not the declared one", with_bad("a.csv", method=8, size=1 << 16)),
    Kind("a declared size of 1 TiB", "d.zip", "entry_bytes", with_bad("a.csv", method=8, size=1 << 40)),
    Kind("100 MiB where 10 MiB are allowed", "d.zip", "entry_bytes",
         lambda: zipped([Entry("a.csv", TABLE + b"V2,200\n" * 15_000_000, method=0, crc=0)]),
         ("--limit", "entry_bytes=10 MiB")),
    Kind("a name of 60,000 bytes", "d.zip", "entry_name", with_bad("x" * 60_000)),
    Kind("a name that climbs", "d.zip", "../../../../etc/x.csv", with_bad("../../../../etc/x.csv")),
    Kind("an absolute name", "d.zip", "absolute path", with_bad("/etc/x.csv")),
    Kind("a link", "d.zip", "a link or a device", with_bad("l.csv", mode=0o120777)),
    Kind("a device", "d.zip", "a link or a device", with_bad("zero.csv", mode=0o020666)),
    Kind("one name twice", "d.zip", "several times", lambda: zipped([GOOD, Entry("a.csv", b"1"), Entry("a.csv", b"2")])),
    Kind("2,000 entries that hold one another", "d.zip", "share bytes", overlapping),
    Kind("9,000 entries that are one", "d.zip", "share bytes",
         lambda: zipped([Entry(f"{i}.csv", method=8, packed=deflated(ZEROS), size=len(ZEROS), crc=0, offset=0 if i else None) for i in range(9000)])),
    Kind("a wrong CRC-32 behind 33 MiB", "d.zip", "CRC-32",
         lambda: zipped([GOOD, Entry("a.csv", TABLE + b"V2,200\n" * 5_000_000, method=0, crc=1)])),
    Kind("cut in the middle", "d.zip", "its end is missing",
         lambda: zipped([Entry("a.csv", TABLE + b"V2,200\n" * 1_500_000)])[: 5 << 20]),
    Kind("cut in the middle, gzip", "d.csv.gz", "its end is missing",
         lambda: gzip_of(deflated(TABLE + b"".join(b"V%d,%d\n" % (i, i * 7919 % 10_007) for i in range(400_000))), 0)[:-1000]),
    Kind("a sheet of 4 GiB of zeros", "d.xlsx", "not well-formed",
         lambda: workbook(packed={"xl/sheet.xml": (repeated(ZEROS, 4096), 1 << 32, 0)})),
    Kind("a sheet of 4 GiB of blank cells", "d.xlsx", "archive_ratio",
         lambda: workbook(packed={"xl/sheet.xml": repeated_part(b"<worksheet><sheetData>", (b"<row>" + b"<c/>" * 1000 + b"</row>") * 250, 4096)})),
    Kind("4 GiB of shared strings", "d.xlsx", "archive_ratio",
         lambda: workbook(packed={"xl/strings.xml": repeated_part(b"<sst>", b"<si><t>x</t></si>" * 60_000, 4096)})),
    Kind("shared strings that fill memory", "d.xlsx", "workbook_strings",
         lambda: workbook(HEAD, b"".join(b"<si><t>%016x%s</t></si>" % (i * 0x9E3779B97F4A7C15 % (1 << 64), b"x" * 984) for i in range(200_000)))),
    Kind("a long shared string in 30,000 cells", "d.xlsx", "archive_ratio",
         lambda: workbook(HEAD + (b"<row>" + CELL * 2 + b"</row>") * 15_000, LONG)),
    Kind("a million rows of 4,000 columns", "d.xlsx", "archive_ratio",
         lambda: workbook(
             HEAD[:-6] + b'<c r="EWV1"><v>1</v></c></row>' + b"<row><c><v>1</v></c></row>" * 1_000_000)),
    Kind("entities within entities", "d.xlsx", "document type declaration",
         lambda: workbook(packed={"xl/strings.xml": (deflated(LAUGHS), len(LAUGHS), zlib.crc32(LAUGHS))})),
    Kind("a tag of 100 MiB", "d.xlsx", "MiB", lambda: workbook(b"<row " + b"a='' " * 20_000_000)),
    Kind("elements a million deep", "d.xlsx", "64 levels", lambda: workbook(b"<a>" * 1_000_000)),
]


def repeated_part(front, unit, count):
    """An XML part that begins with `front` and then repeats `unit` without end."""
    return repeated(unit, count, front), len(front) + len(unit) * count, 0


def gzip_layers(count):
    data = TABLE
    for _ in range(count):
        packed = deflated(data)
        data = b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + packed + struct.pack("<II", zlib.crc32(data), len(data))
    return data


if __name__ == "__main__":
    wanted, path = sys.argv[1:]
    Path(path).write_bytes(next(kind for kind in KINDS if kind.name == wanted).make())
