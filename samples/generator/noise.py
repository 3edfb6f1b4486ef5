"""Numbers that look random and are the same on every machine.

Each draw depends only on the seed, the name of a stream and an index, never on the draws before
it, so that a change in one cell of the scenario leaves all other cells as they are.
"""

SEED = 20241028
_MASK = (1 << 64) - 1


def _mix(value: int) -> int:
    """The finaliser of splitmix64: every input bit reaches every output bit."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def draw(stream: str, index: int, below: int) -> int:
    """A whole number from 0 to below - 1. The bias of the remainder does not matter here."""
    state = SEED
    for byte in stream.encode():
        state = _mix(state ^ byte)
    return _mix(state ^ index) % below
