# “This is me and I did not agree”: to the one who says so, and to the one whose picture it is. Nobody is accused.

case-button = This is me and I did not agree
case-elsewhere = This picture is not among those I still keep, so I can't hold it back. Ask the site to take it down. Most have a form for that.
case-operator = You can also write to whoever runs me: { $contact }
case-operator-local = You can also talk to whoever runs me on this machine.
case-ask = I made this picture and still have it. Shall I put it on hold? Then I show it to nobody until whoever runs me has looked at it.
case-ask-nothing-kept = I tell its owner that somebody asked, never who. Your name is not in the case. You get a case number.
case-yes = Yes, put it on hold
case-no = No, leave it
case-not-sent = Then I leave it as it is.
case-open = It is on hold. Your case number: { $case }. Write it down: I can't look it up for you.
case-released = Whoever runs me has looked at this picture before and let it go on. I told them again. Your case number: { $case }.
case-refused-gone = I can't find that picture any more. Please send { COMMAND("verify") } and the picture again.
case-refused-own = You made this picture here yourself. You can erase it any time: { COMMAND("status") } names it, { COMMAND("forget-me") } erases everything.
case-refused-daily_limit = You have reported several pictures today.

case-news-frozen = Somebody says that this picture shows them and that they did not agree. Picture: { $numbers }
case-news-until = I can't know if that is so. Until whoever runs me has looked, I hold it back: I don't show it, hand it over or keep it longer. Case number: { $case }.
case-news-rights = It stays yours to erase: say “erase { $number }”, or { COMMAND("forget-me") } for everything. { COMMAND("my-data") } still hands you all of it.
case-news-yours = Is it you in the picture? Then tell { $contact } and name case { $case }.
case-news-yours-local = Is it you in the picture? Then tell whoever runs me and name case { $case }.
case-news-released = Good news: these pictures are no longer on hold. Pictures: { $numbers }
case-news-removed = Whoever runs me has erased a picture that somebody did not agree to. Picture: { $numbers }. Case number: { $case }.
case-held = Picture { $number } is on hold until whoever runs me has looked at it. Case number: { $case }.
