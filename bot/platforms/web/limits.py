"""What the playground takes and for how long: every number of this platform, with its reason."""

from __future__ import annotations

from bot.ports import Capabilities

MAX_UPLOAD_BYTES = 25 * 1024 * 1024  # the largest photo the intake takes; counted while reading, never trusted
MAX_EVENT_BYTES = 32 * 1024  # the longest legal event is one text of MAX_TEXT and eight announced uploads
MAX_TEXT = 4000  # as on the chat platforms
MAX_UPLOADS = 8  # photos a person may hold
MAX_NAME = 200  # characters of an action, a reference, a subject
MAX_CHOSEN = 16  # values of one select
MAX_WAITING_EVENTS = 1000  # past this the page is asked to try again: a full inbox must not eat the memory
MAX_STREAM_BACKLOG = 500  # changes a slow page may lag behind before it is cut off and has to sync anew
MAX_STREAMS = 8  # pages one person may hold open (a duplicated tab is the same person)
MAX_FILES = 32  # documents kept in memory for one person; the oldest goes first
MAX_FILE_BYTES = 64 * 1024 * 1024  # of all these documents together; the newest always stays

UPLOAD_WAIT_S = 60.0  # how long a page may take to hand over a photo it offered
WRITTEN_WAIT_S = 30.0  # how long an event may take to be written down before the page is told to try again
HELLO_WAIT_S = 10.0  # how long a fresh stream may stay silent
HEARTBEAT_S = 20.0  # pings on the stream, so that a dead page is noticed
STOP_WAIT_S = 1.0  # how long open requests may take once the server stops; the page sends again what was cut
LET_GO_EVERY_S = 5.0  # between two looks for conversations that were left
IDLE_S = 20.0  # a conversation with no page open leaves the memory; it is read again from the records
WRONG_PASSWORDS = 5  # of one address within WRONG_PASSWORD_S; then that address waits
WRONG_PASSWORD_S = 60.0

# Where the page is shared (it has a password):
VISIT_S = 12 * 3600.0  # a visit lasts a working day, then the password is asked again
MOST_PEOPLE = 6  # people one visit may be within PEOPLE_S: each tab is one, and each has daily limits of their own
PEOPLE_S = 3600.0
MOST_EVENTS = 120  # presses and sentences of one visit within EVENTS_S; a person manages a fifth of it
EVENTS_S = 60.0
DESK_S = 30 * 60.0  # the operator's desk is open for half an hour
MOST_COUNTED = 4096  # addresses or visits that are counted at once; beyond that the one longest quiet is forgotten

JUST_REMEMBERED_S = 60.0  # so long a remembered person may be unknown to the records: their first words are on the way

CAPABILITIES = Capabilities(
    form_with_photos=True,
    laid_out=True,
    exact_posting=True,
    edit_interval_s=0.1,
    max_upload_bytes=MAX_UPLOAD_BYTES,
)
