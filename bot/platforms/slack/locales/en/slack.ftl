# What only Slack needs: where its modals, its Home tab and its channels ask for words of their own.

slack-welcome = Hello. I'm Candid, a program, not a person. I make honest headshots from your own photos, if you like. It is optional. Nothing is asked of you until you begin.
slack-in-private = Let's go on in private. I wrote to you in our direct messages.
slack-box = Yes
slack-done = Done
slack-photos = Photos of you, { $most } at most, up to { $limit } MB each. You can also send them later in the chat.

slack-home-headshot = Make a headshot
slack-home-status = Where are we?
slack-home-my-data = My data
slack-home-consent = What I agreed to
slack-home-language = Language
slack-home-about = How it works
slack-home-privacy = Privacy
slack-home-forget-me = Erase everything
slack-home-hello = I'm Candid, a program, not a person. I make honest headshots from your own photos.

slack-admin-not-you = Only admins of this workspace can use this.
slack-admin-unsure = Slack did not tell me who you are, so I changed nothing. Please try again in a minute.
slack-admin-how = I did not understand that and changed nothing. You can say: pause, resume, limits sets=3 waiting=20 hours=12 days=3, looks office, announce. Without a word I show how things are set.
slack-announce = I can make a headshot from your own photo. Optional. A plain photo or none is just as good. Nobody is told who takes part.
slack-announce-button = Start in private

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Here is what I could not delete: your own messages and photos in this chat. Only you or an admin can do that. Slack may keep copies, as your workspace has set it.
chat-receipt = Here is a receipt. It is about you in this workspace only: in any other you are somebody else to me.

# The page an admin reads after an installation.
slack-install-done = Candid is installed in your workspace. In Slack, open Apps, then Candid, and send a message.
slack-install-organisation = Candid was installed for a whole organisation. It works in single workspaces, so nothing was kept. Please open the installation page again and choose one workspace.
slack-install-no-bot = Slack gave Candid no bot to speak as, so nothing was kept. Please check that the app has a bot user, then open the installation page again.
slack-install-denied = You did not allow it, so nothing was installed.
slack-install-again = This installation was not begun in this browser, or too long ago. Nothing was kept. Please open the installation page again.
slack-install-other = Slack did not finish the installation, and nothing was kept. Please open the installation page again.

# An approved picture as the person's own Slack photo: the button, its window, the page after Slack has asked them.
slack-photo-set = Set as my Slack photo
slack-photo-title = My Slack photo
slack-photo-how = Slack asks you next whether Candid may change your profile. I use that once, for this picture, and then give it back. Your workspace will see the picture. Erasing it here does not take it off your profile: you can do that in Slack. The link is good for ten minutes.
slack-photo-go = Go on to Slack
slack-photo-gone = This picture is not here any more, or it is not approved any more. Your Slack photo stays as it was.
slack-photo-done = This picture is your Slack photo now.
slack-photo-expired = This link was used before, or it is too old. Your Slack photo stays as it was. Please press the button in the chat once more.
slack-photo-denied = You did not allow it. Your Slack photo stays as it was.
slack-photo-not-granted = Slack did not let Candid ask for your profile. Whoever runs Candid in your workspace can change that. Your Slack photo stays as it was.
slack-photo-not-now = Slack did not answer as it should. Your Slack photo stays as it was. Please press the button in the chat once more.
slack-photo-of-another = Somebody else is signed in to Slack in this browser. Their photo stays as it was. Sign in as yourself and press the button in the chat once more.
slack-photo-forbidden = Your workspace does not let apps change photos. Your Slack photo stays as it was. Ask an admin, or set the file from our chat yourself.
slack-photo-too-large = Slack does not take this file from an app: it has more than 1024 pixels on a side, or it is of another kind. Save it from our chat and set it in your Slack profile. Slack makes it smaller there.
slack-photo-returned = The permission is given back.
slack-photo-not-returned = Slack did not take the permission back. I have not kept it. You can end it in Slack among your apps.
