"""Writes Tests/IngestTests/Encodings/reference.txt: bytes and the text that Python and iconv read in them.

Each line has an encoding, bytes in hexadecimal, and the text as UTF-8 in hexadecimal, or `-` where the
bytes are no text. Windows-1252, Windows-1258 and TCVN3 are given byte by byte and as random text, UTF-16 as random
text, whole, cut and damaged. The same seed gives the same file:

    python3 Tests/Differential/encodings.py
"""

import pathlib
import random
import subprocess

ABC_CAPITALS = "ĂÂÊÔƠƯĐ"
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def python_text(data, codec):
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def iconv_text(data):
    outcome = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=data, capture_output=True)
    return outcome.stdout.decode() if outcome.returncode == 0 else None


def letters_of_abc():
    """Small letters and the seven capitals without a tone, as TCVN 5712 VN3 has them."""
    import unicodedata

    small = {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in [""] + list(TONES)} | {"đ"}
    return {letter for letter in small | set(ABC_CAPITALS) if ord(letter) > 0x7F}


def lines(rng):
    for codec, name in (("cp1252", "windows-1252"), ("cp1258", "windows-1258")):
        for byte in range(256):
            yield name, bytes([byte]), python_text(bytes([byte]), codec)
        known = [byte for byte in range(256) if python_text(bytes([byte]), codec) is not None]
        for _ in range(60):
            data = bytes(rng.choices(known, k=rng.randint(1, 40)))
            yield name, data, python_text(data, codec)

    abc = letters_of_abc()
    bytes_of_abc = []
    for byte in range(0xA0, 0x100):
        text = iconv_text(bytes([byte]))
        if text is not None and (text in abc or text == "\u00a0"):
            bytes_of_abc.append(byte)
            yield "tcvn3", bytes([byte]), text
        else:
            yield "tcvn3", bytes([byte]), None
    for byte in range(0x80, 0xA0):
        yield "tcvn3", bytes([byte]), None
    for _ in range(60):
        words = [bytes(rng.choices(bytes_of_abc, k=rng.randint(1, 5))) for _ in range(8)]
        yield "tcvn3", b" ".join(words), iconv_text(b" ".join(words))

    for codec in ("utf-16le", "utf-16be"):
        for _ in range(60):
            text = "".join(scalar(rng) for _ in range(rng.randint(1, 30)))
            data = text.encode(codec)
            yield codec, data, text
            damaged = bytearray(data)
            damaged[rng.randrange(len(damaged))] = rng.choice((0xD8, 0xDC, 0xDF, 0x00))
            yield codec, bytes(damaged), python_text(bytes(damaged), codec)
            yield codec, data[:-1], None


def scalar(rng):
    kind = rng.random()
    if kind < 0.5:
        return chr(rng.randint(0x20, 0x7E))
    if kind < 0.7:
        return chr(rng.choice((rng.randint(0xA0, 0x1B0), rng.randint(0x1EA0, 0x1EF9))))
    if kind < 0.9:
        code = rng.randint(0, 0xFFFF)
        return chr(code) if not 0xD800 <= code < 0xE000 else "?"
    return chr(rng.randint(0x10000, 0x10FFFF))


def main():
    path = pathlib.Path(__file__).parent.parent / "IngestTests/Encodings/reference.txt"
    with open(path, "w", encoding="ascii", newline="\n") as file:
        for name, data, text in lines(random.Random(1)):
            shown = "-" if text is None else text.encode().hex()
            file.write(f"{name} {data.hex()} {shown}\n")


if __name__ == "__main__":
    main()
