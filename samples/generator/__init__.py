"""The parts of the sample scenario's generator, in the order in which generate.py uses them."""
