# What only Discord needs: answers in a server, forms, and the list of commands.

discord-in-private = Let's go on in private. I have written to you.
discord-coming = Here it comes.
discord-busy = Too many people are writing to me at once. I could not take that. Please try again in a minute.
discord-dm-closed = I can't write to you in private, so I answer here. Only you see it, and it goes when you reload Discord. To keep what I send, allow direct messages: press the name of this server, then Privacy Settings, then Direct Messages. Then try again. Or add me to your account and write to me.
discord-part = Part { $number } of { $of }
discord-try-again = Try again
discord-open-form = Open the form
discord-boxes = Tick only what you agree to
discord-box-needed = needed
discord-box-optional = up to you
discord-photos = Photos of you
discord-photos-hint = At most { $limit } MB each. Photos sent here leave no message in this chat.

discord-command-headshot = Make a headshot from your own photos
discord-command-candid = Everything else I can do
discord-command-status = What I hold and what is going on
discord-command-my-data = All your data as a file
discord-command-consent = What you agreed to, and taking it back
discord-command-privacy = What happens to your photos
discord-command-about = How I work and which models I use
discord-command-language = Change the language
discord-command-disclose = Words and files for a picture you approved
discord-command-verify = What marks a picture carries
discord-command-where = Where you may use a picture
discord-command-ethics = What I promise, how it is proved, and where I fail
discord-command-cost = Time and energy of your last pictures
discord-command-changes = What is new
discord-command-appeal = When I turned something away wrongly
discord-command-feedback = Tell me how it was
discord-command-forget-me = Erase everything I hold about you
discord-command-help = All I can do

discord-announce = I can make a headshot from your own photo. Optional. A plain photo or none is just as good. Nobody is told who takes part.
discord-announce-button = Start in private

discord-admin = For those who run this server
discord-admin-status = How things are: counts only, never names
discord-admin-pause = Let nobody start a new headshot for now
discord-admin-resume = Let people start again
discord-admin-roles = Who may start: add a role, or everybody when you name none
discord-admin-announce = Say in this channel that I am here, and that nobody has to take part
discord-admin-limits = How many a day, how long a line, how long things are kept; name nothing to clear
discord-admin-limits-sets = Sets of pictures for each person in a day
discord-admin-limits-waiting = How many sets may wait in my line
discord-admin-limits-hours = Hours to keep new photos
discord-admin-limits-days = Days to keep new pictures
discord-admin-looks = Which looks are offered: add one, or all when you name none
discord-admin-everybody = Everybody here may start.
discord-admin-these = These roles may start: { $name }
discord-admin-not-you = Only those who may manage this server can use this.

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Here is what I could not delete: your own messages and photos in this chat. Discord lets no bot do that. Press and hold each one, then choose Delete. Discord may keep copies for a while.
chat-receipt = Here is a receipt. It is about you on all of Discord.
