# What people may type instead of pressing a button. Never shown. One meaning a line, its words separated by commas,
# in lower case, without digits, apostrophes or signs. English always counts, next to the chat's language.

typed-approve = approve, approved, ok, okay, keep, good, 👍
typed-reject = reject, rejected, bad, 👎
typed-erase = erase, erase now, delete, trash, 🗑, ❌
typed-undo = undo, undo that
typed-files = files, send files, download
typed-light_ask = light, other light, change the light
typed-light_brighter = brighter, lighter, a bit brighter
typed-light_darker = darker, a bit darker
typed-light_tint = less tint, less colour tint, less color tint, no tint
typed-mine_ask = mine, this is mine, something of mine is missing, this belongs to me, something is missing
typed-yes = yes, y, yes please, sure, show me, show me the choices, yes show me the choices
typed-no = no, n, no thanks, nope, no thank you
typed-stop = stop, quit
typed-cancel = cancel, abort, cancel it, stop it
typed-look = look, look number, number, picture
typed-headshot = headshot, start, begin, new headshot, hi, hello, hey
typed-status = status, where are we, how long
typed-my-data = my data, mydata, export, export my data
typed-consent = consent, my consent, withdraw, take back
typed-language = language
typed-about = about, who are you
typed-privacy = privacy, data protection
typed-forget-me = forget me, forgetme, erase everything, delete everything, erase all, delete my data, delete all
typed-help = help, what can you do
typed-minor = i am a minor, im a minor, i am not an adult
typed-under = i am under, im under, under
typed-age = i am, im, i am years old, im years old, years old
typed-purpose_profile = profile, online profile, linkedin
typed-purpose_cv = cv, resume, résumé
typed-purpose_badge = badge, event badge
typed-purpose_directory = directory, company directory
typed-purpose_speaking = speaking, talk, speaker
typed-purpose_identity = passport, visa, licence, license, id, identity, driving licence
typed-purpose_press = press
typed-purpose_casting = casting, acting
