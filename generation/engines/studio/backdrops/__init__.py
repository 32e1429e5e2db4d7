"""The families of drawn backdrops: one file per family, each ``paint(scene, tone, settings) -> (H, W, 3) CIELAB``."""
