# The one status message, and how a set of pictures ends.

status-queued =
    { $ahead ->
        [0] You are next in line.
        [one] You are in line. One person's pictures come first.
       *[other] You are in line. { $ahead } sets of pictures come first.
    }
status-reading = I'm reading your photos.
status-making = Picture { $picture } of { $pictures }: making it.
status-checking = Picture { $picture } of { $pictures }: checking it.
status-sealing = Picture { $picture } of { $pictures }: adding its label.
status-done = Finished.
status-stopped = Stopped.
status-stopping = Stopping.
status-resting = This machine is taking a break. I go on by myself after { $again_at }, and you keep your place.
status-resting-long = This machine takes a break until { $again_at }. Your photos are not kept that long. Press Cancel, and send them again after that.
time-seconds = About { $seconds } seconds to go on this machine.
time-minutes =
    { $minutes ->
        [one] About a minute to go on this machine.
       *[other] About { $minutes } minutes to go on this machine.
    }
time-unknown = I have not timed this machine yet, so I can't say how long it takes.
still-making = I'm working on your pictures. Each one comes as soon as it is ready. Type “cancel” to stop.
cancel = Cancel
cancel-nothing = There is nothing to cancel. Nothing is being made for you right now.
cancelled = Stopped. I erased nothing.
cancelled-photos =
    { $count ->
        [one] Your photo stays until { $erased_at }.
       *[other] Your { $count } photos stay, the first until { $erased_at }.
    }
cancelled-made = What I made so far stays: { $numbers }.
left = OK, we stop here. { COMMAND("headshot") } starts again.

worker-absent = The machine that makes the pictures is off right now. I go on by myself when it is back.
worker-absent-erased = Whatever happens, your photos are erased on { $erased_at }.

ready =
    { $count ->
        [one] Your picture is ready.
       *[other] Your { $count } pictures are ready.
    }
ready-vote = 👍 to approve, 👎 to reject, 🗑 to erase. Or press a button, or type “approve { $number }”.
ready-kept =
    { $count ->
        [one] I erase it on { $erased_at }, unless you do so before.
       *[other] I erase them on { $erased_at }, unless you do so before.
    }

held-back-all = I held all of them back, as each edit changed too much. That is my edit's fault, not yours. You can take the plain crop, where I only crop, or try another look.
held-back-plain = Plain crop

failed-cannot_frame = I could not find an honest crop in your photos. They leave too little room around the head. A photo from a step further back helps.
failed-unreadable = I could not read your photos again. Please send them once more.
failed-says_ai = For a badge or a staff directory I take only photos that no AI made or changed. Please send one of those.
failed-consent_withdrawn = I stopped, as I no longer have your yes.
failed-weights_missing = A part of me is not installed, so I can't make pictures. The owner of this bot can fix that.
failed-weights_damaged = A part of me is damaged, so I can't make pictures. The owner of this bot can fix that.
failed-out_of_memory = The machine that makes the pictures ran out of memory. The owner of this bot can fix that.
failed-pool_failed = The machine with the model did not give me the picture I asked for. The owner of this bot can fix that. You can try again, or take a look that no model paints.
failed-host_not_agreed = The model is on another machine than the one you agreed to, so I sent it nothing. Send { COMMAND("headshot") } and I ask you again.
failed-kept_longer = The machine with the model now keeps photos longer than you agreed to, so I sent it nothing. Send { COMMAND("headshot") } and I ask you again.
failed-other = Something broke on my side and I could not make your pictures. You can try again.

refused-daily_limit = That was the last set of pictures for today.
refused-line_full = My line is full right now. Your photos stay. Please try again in a while.
refused-no_consent = I can't start without your yes. Nothing was made.
refused-no_photo = I have no photo to work from. Please send one.
refused-other = I could not start. My fault, not yours. Please try again.

held-back-often =
    { $count ->
        [one] I can keep your real face instead: I only change what is behind you.
       *[other] That makes { $count } in this set. I can keep your real face instead: I only change what is behind you.
    }
