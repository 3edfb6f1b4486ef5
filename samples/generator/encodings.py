"""The encodings that reports arrive in. Standard library only; tables as the fonts of the time had them."""

import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

# TCVN 5712 VN3: capitals with tones do not exist; a font of capitals shows small letters as such.
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđ"
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        [
            *range(0xA1, 0xAF),
            *(0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
            *(0xCC, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
            *(0xDF, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEE),
            *(0xEF, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
        ],
        strict=True,
    )
)


def _vni() -> dict[str, str]:
    """A base letter and, behind it, a letter that stands for the marks, in the case of the base."""
    tones = "\u0301\u0300\u0309\u0303\u0323"
    table = {"ơ": "ô", "ư": "ö", "đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
    for base, written in [("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ơ", "ô"), ("ư", "ö")]:
        for tone, mark in zip(tones, "ùøûõï", strict=True):
            table.setdefault(unicodedata.normalize("NFC", base + tone), written + mark)
    for base in "aeo":
        shaped = unicodedata.normalize("NFC", base + "\u0302")
        table[shaped] = base + "â"
        for tone, mark in zip(tones, "áàåãä", strict=True):
            table[unicodedata.normalize("NFC", shaped + tone)] = base + mark
    table["ă"] = "aê"
    for tone, mark in zip(tones, "éèúüë", strict=True):
        table[unicodedata.normalize("NFC", "ă" + tone)] = "a" + mark
    return table | {letter.upper(): written.upper() for letter, written in table.items()}


def _windows_1258(text: str) -> bytes:
    """Tones stand behind their letter as bytes of their own."""
    encoded = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in _TONES]
        try:
            encoded += letter.encode("cp1258")
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
            encoded += "".join([base, *tones]).encode("cp1258")
    return bytes(encoded)


def _doubled(text: str) -> bytes:
    """UTF-8 that a program took for Windows-1252 and saved as UTF-8 once more."""
    once = text.encode("utf-8")
    undefined = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(byte) if byte in undefined else bytes([byte]).decode("cp1252") for byte in once).encode("utf-8")


_VNI = _vni()

ENCODERS = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8-bom": lambda text: text.encode("utf-8-sig"),
    "utf-8-decomposed": lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    "utf-8-doubled": _doubled,
    "utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "windows-1258": _windows_1258,
    "tcvn3": lambda text: b"".join(
        bytes([_TCVN3[letter]]) if letter in _TCVN3 else letter.encode("ascii") for letter in text
    ),
    "vni": lambda text: "".join(_VNI.get(letter, letter) for letter in text).encode("latin-1"),
}
