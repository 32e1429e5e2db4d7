"""What Slack takes and how fast: every number of this platform, with where it is from.

Lengths: block and view reference of Slack's developer documentation; ``slack_sdk.models`` refuses most overruns and
the tests run every text in every language through it. Rates: Slack's rate limit page.
"""

from __future__ import annotations

from bot.ports import Capabilities

SECTION = 3000  # characters of a section's text
LABEL = 2000  # of an input block's label
BUTTON = 75  # of a button's text
OPTION = 75  # of an option's text
PLACEHOLDER = 150
ALT = 2000
TITLE = 24  # of a modal's title, submit and close
VALUE = 2000  # of a button's value
BLOCKS = 50  # in a message; a modal takes 100
ACTIONS = 25  # elements in one actions block
FALLBACK = 3000  # of the text beside the blocks, which notifications and screen readers use

FORM_PHOTO_BYTES = 10_000_000  # one file of a modal's file_input
FORM_PHOTOS = 10
PHOTO_TYPES = ("jpg", "jpeg", "png", "webp", "heic", "heif", "tiff")  # a convenience of the picker; bytes are checked

POST_EVERY_S = 1.0  # chat.postMessage: about one a second for each channel
EDIT_EVERY_S = 3.0  # chat.update is tier 3, 50 a minute for a workspace
REACT_EVERY_S = 1.2  # reactions.add is tier 3, 50 a minute for a workspace
TRIGGER_S = 2.5  # a trigger id lives 3 s; less what the call itself may take
WRITTEN_WAIT_S = 3.0  # Slack waits no longer for an acknowledgement; what comes later is taken all the same
FILE_READY_S = (0.25, 0.5, 1.0, 2.0, 4.0)  # an uploaded file is checked by Slack before a block may show it
HISTORY = 100  # messages on the one page that is read after a crash
READ_BACK = 200  # messages on a page of what happened meanwhile, as Slack advises; 15 for an app that is sold
PAGES_BACK = 5
MINUTE_S = 60.0
HISTORY_A_MINUTE = 50  # conversations.history and .replies are tier 3 each, "sporadic bursts are welcome"; 1 if sold
SIGNED_FOR_S = 300  # a signed request older than this is refused (Slack's own advice)
CLOSE_S = 10.0  # how long an erasure that is underway may hold up a stop; it is resumed otherwise
REMEMBERED = 5000  # people whose chat and locale are kept in memory, messages that wait for their turn
PROFILE_S = 1.5  # how long what a person said waits for Slack to tell their language; all in all it has three seconds
PROFILE_KEPT_S = 3600.0  # then it is asked again when they speak: ``user_change`` would tell of everybody's changes
PROFILE_AGAIN_S = 60.0  # the same where Slack would not say
PUBLISH_AGAIN = 3  # tries to show a Home tab, which is asked for again with each visit
WAITING = 10_000  # events between Slack and the conversation; past this none is acknowledged, and Slack repeats it

CAPABILITIES = Capabilities(
    form_with_photos=True,
    exact_posting=False,
    edit_interval_s=EDIT_EVERY_S,
    max_upload_bytes=25 * 1024 * 1024,
    reacts_apart=True,
)
