# The small commands, forgetting, and answers to what was not expected.

stop = Stop
stop-and-erase = Stop and erase my photos
stopped = Stopped.
stopped-photos = Stopped. Your photos are being erased.
stopped-pictures =
    { $count ->
        [one] Your picture stays until its date. { COMMAND("forget-me") } erases it too.
       *[other] Your { $count } pictures stay until their date. { COMMAND("forget-me") } erases them too.
    }

status-head = This is where we are:
held-photos =
    { $count ->
        [one] One photo, to be erased on { $erased_at }.
       *[other] { $count } photos, the first to be erased on { $erased_at }.
    }
held-pictures =
    { $count ->
        [one] One picture ({ $numbers }), to be erased on { $erased_at }.
       *[other] { $count } pictures ({ $numbers }), the first to be erased on { $erased_at }.
    }
held-approved = Approved: { $numbers }.
held-frozen = On hold until whoever runs me has looked: { $numbers }. Case number: { $case }.
held-nothing = I hold no photo and no picture of you, and nothing is under way.

help-head = This is what I understand:
help-headshot = { COMMAND("headshot") }: make a headshot
help-status = { COMMAND("status") }: what I hold and what is going on
help-my-data = { COMMAND("my-data") }: all your data as a file
help-consent = { COMMAND("consent") }: what you agreed to, and taking it back
help-language = { COMMAND("language") }: change the language
help-about = { COMMAND("about") }: how I work and which models I use
help-privacy = { COMMAND("privacy") }: what happens to your photos
help-disclose = { COMMAND("disclose") }: words and files for a picture you approved
help-verify = { COMMAND("verify") }: what marks a picture carries; send it and I look
help-where = { COMMAND("where") }: where you may use a picture
help-ethics = { COMMAND("ethics") }: what I promise, how it is proved, and where I fail
help-cost = { COMMAND("cost") }: time and energy of your last pictures
help-changes = { COMMAND("changes") }: what is new
help-appeal = { COMMAND("appeal") }: when I turned something away wrongly
help-feedback = { COMMAND("feedback") }: tell me how it was
help-forget-me = { COMMAND("forget-me") }: erase everything
help-help = { COMMAND("help") }: this list
help-verify-button = Check a picture
help-votes = For pictures, type “approve 2”, “reject 2” or “erase 2”. “stop” ends a round.

privacy-head = What happens to your photos
privacy-who = { $operator } runs me and answers for your data.
privacy-who-local = Whoever runs me on this machine answers for your data.
privacy-why = I use your photos to make the headshots you ask for, and only with your yes. { COMMAND("consent") } takes it back.
privacy-kept =
    I keep photos for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } and pictures for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. Only you can keep pictures longer, up to { $cap } days in all.
privacy-person =
    { $days ->
        [one] One day
       *[other] { $days } days
    } after your last file is gone, I also erase who you are and what you agreed to. For a picture in a directory I keep that yes until it ends.
privacy-place = Photos and pictures lie on the machine I run on, locked with a key of your own. To erase you, I destroy that key first.
privacy-elsewhere =
    If you let a model redraw you, your photos go to { $host }. { $kept ->
        [0] Whoever runs it says that it keeps none of them.
        [one] Whoever runs it says that it keeps them for up to { $kept } hour. I can't erase them there.
       *[other] Whoever runs it says that it keeps them for up to { $kept } hours. I can't erase them there.
    }
privacy-never = I train nothing on your photos. I guess no gender, age or origin. I show your pictures to nobody else, except a directory you said yes to.
privacy-rights = { COMMAND("my-data") } gives you everything I hold. { COMMAND("forget-me") } erases it.
privacy-more = The full notice: { $url }
contact = Questions or complaints: { $contact }

about-head = How I work
about-how = I crop your photo and can change what is behind you. Your face stays as the camera took it. Only you can change that: with another light, in black-and-white, or redrawn by a model.
about-model =
    { $name }: { $job }.
    { $trained ->
        [unknown] It learned from: not disclosed.
        [unread] We could not read what its makers say it learned from.
       *[other] It learned from: { $trained }.
    }{ $found ->
        [none] { "" }
       *[other] { " " }Others found: { $found }.
    }{ $unsaid ->
        [none] { "" }
       *[other] { " " }Left open: { $unsaid }.
    }
    Known limits: { $limits }.
    Licence: { $licence }. Source: { $source }.
about-models = The models at work here: { $names }. What each does, what it learned from, its limits and its licence are one tap away.
about-show = { $name }
about-no-worker = The machine that makes the pictures is off right now, so I can't list its models.

forget-ask =
    Erase { $photos ->
        [0] { "" }
        [one] one photo{ $pictures ->
            [0] { " and " }
           *[other] { ", " }
        }
       *[other] { $photos } photos{ $pictures ->
            [0] { " and " }
           *[other] { ", " }
        }
    }{ $pictures ->
        [0] { "" }
        [one] one picture and{ " " }
       *[other] { $pictures } pictures and{ " " }
    }your { $choices ->
        [0] settings
       *[other] choices
    }?
forget-ask-final = I can't bring them back.
forget-erase = Erase
forget-keep = Keep
forget-which = I want to be sure. Type “erase” or “keep”.
forget-kept = Nothing was erased.
forget-running = I'm erasing everything. I'll tell you when it is done.
forgotten = Your photos, pictures and answers are erased.
forgotten-left = This stays:
forgotten-copies = Copies of my files from before now cannot be opened any more.
forgotten-links =
    { $count ->
        [one] It is here:
       *[other] The latest { $count } are here:
    }
    { $links }
left-audit_lines = A line saying that something was erased stays, without anything about you.
left-erasure_list = A random number stays, so that you are erased again should a backup come back.
left-quota_hashes = A scrambled count of today's use stays for a day at most.
left-event_hashes = Scrambled numbers of your last messages stay for a day, so that I answer none twice.
left-directory_picture = The number of a picture you gave to the directory stays, so that they are asked to remove it.
left-message_ids = Some of my messages are still being deleted. I keep trying.
left-keys_copy = A spare copy of the keys, on a disk that is not plugged in, still holds yours. It is replaced as soon as the disk is back.
left-keys_volume = Your key lay on a network disk that several machines share. It is overwritten there; whether the disk itself keeps older blocks for a while, I cannot see.
left-journal = Another program on that machine is reading my files. Until it ends, one of them still holds what I erased. Then I write over it.
left-painted_elsewhere = Another machine of the operator's was sent photos of you to redraw. I cannot reach into it: it keeps them for as long as your consent said.
left-other = Something else stays. The receipt names it.

fresh-start = I was updated and lost track of our talk, sorry. Your photos and pictures are as they were. { COMMAND("status") } shows them, { COMMAND("headshot") } starts anew.
instead-of-words-sticker = I can't read stickers. Please write it, or send a photo.
instead-of-words-poll = I can't take part in polls. Please write it, or send a photo.
instead-of-words-voice = I can't listen to voice messages. Please write it, or send a photo.
instead-of-words-forward = I see no photo in what you forwarded. Please send the photo itself.
words-unknown = I did not understand that.
words-start = Send { COMMAND("headshot") } to begin, or { COMMAND("help") } for all I can do.
words-votes = You can say “approve { $number }”, “reject { $number }” or “erase { $number }”. Or send { COMMAND("headshot") }, or { COMMAND("help") }.
command-unknown = I don't know that command. { COMMAND("help") } lists all I can do.
stale = That button is from an earlier step. Nothing was changed. This is where we are:
stale-idle = That button is from an earlier step. Nothing was changed. { COMMAND("headshot") } starts anew, { COMMAND("status") } shows what I hold.

about-no-card = The machine sent me no facts about this model. Please ask whoever runs this bot before you agree.
