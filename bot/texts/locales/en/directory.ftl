# The directory: a question of its own after a picture is approved. directory-consent is what a person agrees to; its
# hash, recipient and day in it, is kept with the yes.

directory-title = For the directory
directory-submit = Send my choice
directory-no = No thanks
directory-ask = May I give picture { $number } to { $recipient }?
directory-what = They get the finished picture and a caption that says what was edited. It has a random number and no name. Nobody else gets it.
directory-free = This is up to you. Nothing else depends on it.
directory-consent = { $recipient } may show this picture of me, with its caption, until { $until_on }.
directory-declined = That's fine. The picture is given to nobody.
directory-changed = Something in that question has changed since. I gave the picture to nobody.
directory-given = Thank you. { $recipient } gets the picture with the next hand-over. Its number there is { $id }.
directory-take-back = { COMMAND("consent") } shows this and takes it back. So do rejecting and erasing the picture.
directory-shown = You gave these pictures to a directory:
directory-item-waits = Number { $id }, for { $recipient }, until { $until_on }. Not handed over yet.
directory-item = Number { $id }, for { $recipient }, until { $until_on }. Handed over on { $handed_at }.
directory-effect = If you take this back, I hand over nothing more, and my next list asks them to remove what they have.
directory-was-handed = { $recipient } got the picture with number { $id } on { $handed_at }. My next list asks them to remove it. I can't remove it there myself.
withdraw-directory = Take back: the directory
withdrawn-directory = Done. I give no picture of you to the directory any more.
directory-read-me =
    Pictures for { $recipient }. Each was given by the person in it, for this use only.

    pictures.csv: what you may show now, by its number, each until its last day. Show it with its caption.
    No file in a row: you have that picture already, and Candid no longer keeps it.

    remove.csv: what you were given before and may not show any more. Remove these now, copies too.
directory-taken-only = A staff directory takes only photos that no AI made or changed, so this picture cannot go in.
