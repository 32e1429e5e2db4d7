"""Checks on a finished picture that can withhold it: one file each; ``panel`` finds them."""
