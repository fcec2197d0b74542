"""The figures of `make bench`: each a ratio within one run, or an absolute figure with its bound."""
