"""The facts of a block, as four languages write them."""
