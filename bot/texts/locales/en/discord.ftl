# What only Discord needs: answers in a server, forms, and the list of commands.

discord-in-private = Let's go on in private. I have written to you.
discord-coming = Here it comes.
discord-dm-closed = I can't write to you. Please allow direct messages: press the name of this server, then Privacy Settings, then Direct Messages. Then try again. Or add me to your account and write to me.
discord-try-again = Try again
discord-open-form = Open the form
discord-boxes = Tick only what you agree to
discord-box-needed = needed
discord-box-optional = up to you
discord-photos = Photos of you
discord-photos-hint = At most { $limit } MB each. Photos sent here leave no message in this chat.

discord-command-headshot = Make a headshot from your own photos
discord-command-status = What I hold and what is going on
discord-command-my-data = All your data as a file
discord-command-consent = What you agreed to, and taking it back
discord-command-privacy = What happens to your photos
discord-command-about = How I work and which models I use
discord-command-language = Change the language
discord-command-forget-me = Erase everything I hold about you
discord-command-help = All I can do
