"""``candid try``: the whole journey of a person, headless, in a temporary folder that is erased in every case."""
