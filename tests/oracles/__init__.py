"""Independent implementations of the counting methods, run by hand with `make oracles` in an environment of their own."""
