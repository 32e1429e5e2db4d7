"""What is said of a picture's marks: one text for the chat, the page and the command line, per language.

``LANGUAGE/verify.ftl`` are Fluent catalogues. They lie here because the bot and the page that reads marks both say
these sentences, and neither may import the other.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
FILE = "verify.ftl"
