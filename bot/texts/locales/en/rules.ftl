# What those who run a server or workspace decide, in every chat. No rule makes a headshot a duty.

rules-paused = New headshots are paused here right now. What I hold of yours stays in your hands: { COMMAND("status") }, { COMMAND("my-data") } and { COMMAND("forget-me") } work as always.
rules-not-your-role = Headshots are for certain roles here. What I hold of yours stays in your hands: { COMMAND("status") }, { COMMAND("my-data") } and { COMMAND("forget-me") } work as always.

rules-are-paused = New headshots are paused here. What was begun goes on.
rules-are-open = People can start a headshot here.
rules-roles-full = That is too many roles: { $most } are the most. Clear the list and start again.

rules-jobs-per-day = Sets of pictures for each person in a day: { $count } at most
rules-jobs-per-day-operator = Sets of pictures for each person in a day: as the owner of this bot has set it
rules-jobs-per-day-reach = Sets of pictures in a day: please take a number from { $least } to { $most }. Nothing was changed.
rules-waiting-most =
    { $count ->
        [one] When 1 set of pictures waits in my line, nobody can join it until it moves
       *[other] When { $count } sets of pictures wait in my line, nobody can join it until it moves
    }
rules-waiting-most-operator = My line of waiting pictures may be of any length
rules-waiting-most-reach = Sets that may wait: please take a number from { $least } to { $most }. Nothing was changed.
rules-photo-hours =
    { $count ->
        [one] New photos are kept for 1 hour
       *[other] New photos are kept for { $count } hours
    }
rules-photo-hours-operator = New photos are kept as long as the owner of this bot has set it
rules-photo-hours-reach = Hours to keep photos: please take a number from { $least } to { $most }. Nothing was changed.
rules-result-days =
    { $count ->
        [one] New pictures are kept for 1 day
       *[other] New pictures are kept for { $count } days
    }
rules-result-days-operator = New pictures are kept as long as the owner of this bot has set it
rules-result-days-reach = Days to keep pictures: please take a number from { $least } to { $most }. Nothing was changed.
rules-kept-later = This counts for new photos and pictures only. What I hold already goes when I said it would.

rules-figures = In all places where I work, and never by name; under five I only say <5:
rules-figure-people = People I know: { $count }
rules-figure-photos = Photos kept: { $count }
rules-figure-pictures = Pictures kept: { $count }
rules-figure-jobs-queued = Waiting in my line: { $count }
rules-figure-jobs-running = In work right now: { $count }

rules-looks-all = All looks are offered.
rules-looks =
    Looks offered:
    { $looks }
rules-look-unknown = I don't have that look. Nothing was changed.
