"""What Discord takes: every number of this platform, with where it comes from (docs.discord.com unless said)."""

from __future__ import annotations

from bot.ports import Capabilities

MAX_CONTENT = 2000  # characters of a message (resources/message, create message)
MAX_EMBED = 4096  # characters of an embed's description (resources/message, embed limits)
MAX_BUTTON_LABEL = 80  # components/reference
MAX_OPTION = 100  # characters of an option's label, of a select or a checkbox group
MAX_OPTIONS = 25  # options of a select
MAX_TITLE = 45  # characters of a modal's title and of a label in it
MAX_DESCRIPTION = 100  # characters below a label
MAX_MODAL_TEXT = 4000  # characters of a text display
MAX_ALT = 1024  # characters of an attachment's description
MAX_NONCE = 25  # characters of a nonce
MAX_MODAL_FILES = 10
MAX_FILES = 10  # attachments of one message

# 10 MiB is what a bot may send anywhere (reference, uploading files). What is taken must be able to go back in a
# my-data file, so a little of it is left for the file around the photo.
SEND_BYTES = 10 * 1024 * 1024
TAKE_BYTES = SEND_BYTES - 64 * 1024
# A request holds at most 25 MiB in all, whatever its files are ("the form body can't exceed 26214400 bytes",
# disboxapp/web#50); the words, buttons and names around the files are far below the rest.
REQUEST_BYTES = 25 * 1024 * 1024 - 512 * 1024

ACK_S = 2.5  # of the three seconds in which an interaction must be answered
WRITTEN_WAIT_S = 30.0  # how long an event may take to be written down before the person is told to try again
TOKEN_S = 14 * 60.0  # of the fifteen minutes in which its answer can be edited
FETCH_S = 60.0  # how long the download of one photo may take
LONGEST_WAIT_S = 30.0  # a rate limit longer than this is waited for in the outbox, not in a call
LOOK_BACK = 100  # messages of a DM read once to find what a crash left in the middle (the most one call gives)
PAGES_BACK = 5  # pages of a chat read for what happened while the bot was down
MOST_LINKS = 10  # of the person's own messages pointed to after /forget-me; more would fill the message
PLACES_KNOWN = 500  # people who asked in a server within the last quarter of an hour, in memory
REMEMBERED = 4000  # messages with a form or votes held in memory; older ones are read again from the records
PRIVATE_SHARD = 0  # the one that hears direct messages (topics/gateway, sharding)
MAX_WAITING = 10_000  # events that wait for the conversation
CLOSE_S = 5.0  # how long a stop waits for handlers that are taking something
READY_S = 60.0  # how long the first connection may take before the start goes on without it
DEAF_S = 60.0  # without a session for so long, a shard counts as deaf; the operator is told and the session begun anew
SERVERS_AT_ONCE = 16  # questions who somebody is there, of the 50 requests a second that Discord takes in all
WHO_IS_KNOWN_S = 60.0  # how long an answer to that question holds

CAPABILITIES = Capabilities(
    form_with_photos=True,
    exact_posting=False,  # a nonce is known for "the past few minutes"; after that `find` reads the DM
    edit_interval_s=3.0,
    max_upload_bytes=TAKE_BYTES,
    max_send_bytes=SEND_BYTES,
)
