"""One file per intake check. Members never import each other; ``generation/intake/panel.py`` finds them."""
