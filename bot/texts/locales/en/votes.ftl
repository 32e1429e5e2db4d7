# Votes, what comes with a yes, and when things go.

vote-approve = Approve { $number }
vote-reject = Reject { $number }
vote-erase = Erase { $number } now
vote-undo = Undo
vote-rejected = Picture { $number }: rejected. I erase it in { $seconds } s.
vote-rejected-already = Picture { $number } is rejected already and will be erased in a moment.
vote-undone = Picture { $number } stays.
vote-undo-nothing = Picture { $number } was not rejected. It stays.
vote-erased = Picture { $number } is erased. That can't be undone.
vote-withdrawn = Picture { $number } is no longer approved. It stays until its date.
vote-approved-already = Picture { $number } is approved already.
vote-gone = That picture is not here any more.
vote-none = There is no picture to approve or reject right now.
vote-which = Which one? You have: { $numbers }. Say for example “approve { $number }”.
vote-several = Picture { $number }: while I was away you gave more than one vote. Which one counts?
vote-change-mind = Change my mind: reject
files-again = Send the files again
files-after-approval = Approve picture { $number } first, then you get its files.

approved = Picture { $number } is yours. You can change your mind until its date.
strip-look = This is how it looks, as it is and cut to a circle:
paste-intro = A sentence you can paste beside it:
paste-cropped = This headshot is a real photo of me. Candid cropped it and changed nothing else.
paste-softened = This headshot is a real photo of me. Candid cropped it and blurred the background.
paste-backdrop = This headshot is a real photo of me. The background was drawn by Candid, a program.
paste-removed = This headshot is a real photo of me. Candid cropped it and took the background away.
paste-generated = This headshot is a real photo of me. The background was made with AI, by Candid.
paste-redrawn = This headshot was redrawn with AI from real photos of me, by Candid.
paste-assembled = This headshot is a picture of me that was put together from several pictures, finished by Candid.
paste-drawn = This headshot is a picture of me that was drawn with a program, finished by Candid.
paste-ai_made = This headshot was made with AI from the start, and finished by Candid.
paste-ai_edited = This headshot is a picture of me that was changed with AI, finished by Candid.
paste-relit = This headshot is a real photo of me. Candid cropped it and changed its light.
paste-greyed = This headshot is a real photo of me. Candid cropped it and turned it black-and-white.
paste-relit-too = Candid also changed the light.
paste-greyed-too = Candid also turned it black-and-white.
paste-more = For other places, such as a CV or a badge, there is { COMMAND("disclose") }.
paste-alt-intro = Alt text you can paste. Put your name in front:
paste-alt-cropped = head and shoulders, real photo, cropped.
paste-alt-relit = head and shoulders, real photo, cropped, its light changed.
paste-alt-greyed = head and shoulders, real photo, cropped, black-and-white.
paste-alt-softened = head and shoulders, real photo with a blurred background.
paste-alt-backdrop = head and shoulders, real photo on a drawn background.
paste-alt-removed = head and shoulders, real photo with the background taken away.
paste-alt-generated = head and shoulders, real photo on an AI-made background.
paste-alt-redrawn = head and shoulders, redrawn with AI from real photos.
paste-alt-assembled = head and shoulders, put together from several pictures.
paste-alt-drawn = head and shoulders, drawn with a program.
paste-alt-ai_made = head and shoulders, made with AI.
paste-alt-ai_edited = head and shoulders, changed with AI.

use-profile-yes = Good for: profiles, chat, mail and your own site.
use-profile-no = Not for: passport, visa, licence, ID, door passes, exams, press, casting.
use-cv-yes = Good for: a CV or a work profile. Many places do not need a photo at all.
use-cv-no = Not for: forms that ask for an unedited photo. Read the rules first. Not for passport, visa, licence or ID.
use-badge-yes = Good for: name badges at events.
use-badge-no = Not for: door passes, exam cards or any ID. Use your unedited photo there.
use-directory-yes = Good for: the staff list and the chat at work.
use-directory-no = Not for: door passes or ID. Ask before it goes on a public page.
use-speaking-yes = Good for: event pages and slides. The sentence above fits under it.
use-speaking-no = Not for: press photos. Give the press your unedited photo.
label-cropped-off = Some sites crop the label off; then please say it in words.
approved-kept = I erase my copy on { $erased_at }. Save your files before then.
original-comes = Your photo as I got it, byte for byte. Keep it: I erase my copy on { $erased_at }.
original-going = One last time, your photo as I got it, byte for byte. I erase my copy on { $erased_at }.
original-hash = Its fingerprint (SHA-256): { $hash }
original-first = On a stage, or as your own brand, people look for you yourself. Offer your original photo first.
approved-example = Made from the example portrait? Then this is not you. Please don't post it, nor the words below.

expiry-near = These go soon: { $numbers }. I erase them on { $erased_at }.
expiry-longer =
    { $days ->
        [one] Keep them one more day
       *[other] Keep them { $days } more days
    }
expiry-erase-now = Erase them now
expiry-extended = Kept: { $numbers }. I erase them on { $erased_at }.
expiry-kept-already = Nothing to do. They stay until { $erased_at }.
expiry-erased = Erased: { $numbers }.

silence-remind = I'm still here. Go on whenever you like, or type “stop”.
silence-remind-photos = I'm still here. If I don't hear from you, I erase your photos in an hour and a half.
silence-ended = I closed this round, as it was quiet for two hours. { COMMAND("headshot") } starts a new one.
silence-dropped =
    { $count ->
        [one] It was quiet for two hours, so I erased your photo. { COMMAND("headshot") } starts anew.
       *[other] It was quiet for two hours, so I erased your { $count } photos. { COMMAND("headshot") } starts anew.
    }

paste-invented = The person in this picture was made up from words with AI, by Candid. They may resemble someone by chance.
paste-invented_set = The people in this picture were made up from words with AI, by Candid. They may resemble someone by chance.
paste-alt-intro-invented = Alt text you can paste:
paste-alt-invented = head and shoulders of a made-up person, made with AI.
paste-alt-invented_set = a contact sheet of made-up people, made with AI.
