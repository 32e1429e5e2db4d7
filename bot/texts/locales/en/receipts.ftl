# Receipts: the page a person gets when they have agreed to something, and when everything is erased.

receipt-consent-title = What you agreed to
receipt-deletion-title = What was erased
receipt-unnamed = This page is about you. Your name is not on it.
receipt-named = This page is about you. The name you typed to sign is on it.
receipt-signed = You signed it by typing this name: { $name }
receipt-law = What the law wants you to know
receipt-agreed = The very sentences
receipt-words-gone = (These words are not kept any more.)
receipt-given = You said yes on { $said_at }.
receipt-given-operator = Whoever runs me stated this yes on { $said_at }.
receipt-taken-back = You took it back on { $said_at }.
receipt-for-likeness = What for: so that nobody is shown without their own word, and only adults.
receipt-about-photo = What for: the file of one photo says that AI made or changed it, so I asked you about that photo once more.
receipt-for-processing = What for: making your headshots.
receipt-for-comparison = What for: telling whether a picture still looks like you.
receipt-for-generative = What for: letting a model redraw you.
receipt-for-generative_background = What for: letting a model paint behind you.
receipt-for-persona = What for: making a picture of somebody who does not exist.
receipt-for-directory = What for: handing one picture to a directory.
receipt-who = Who handles your photos
receipt-long = How long
receipt-memory = What I measure of a face stays in memory while I work. It is never stored.
receipt-gets = Who gets something
receipt-gets-you = Your photos and pictures go to you. A directory gets a picture where you said yes to that.
receipt-back = How to take it back
receipt-erased = What was erased
receipt-count-photos =
    { $count ->
        [one] One photo
       *[other] { $count } photos
    }
receipt-count-pictures =
    { $count ->
        [one] One finished picture
       *[other] { $count } finished pictures
    }
receipt-count-files =
    { $count ->
        [one] One file
       *[other] { $count } files, previews among them
    }
receipt-count-consents =
    { $count ->
        [one] One answer to what you agree to
       *[other] { $count } answers to what you agree to
    }
receipt-count-jobs =
    { $count ->
        [one] One request
       *[other] { $count } requests
    }
receipt-count-messages =
    { $count ->
        [one] My record of one message
       *[other] My record of { $count } messages
    }
receipt-when = When
receipt-asked = You asked on { $said_at }.
receipt-key = Your key was destroyed on { $said_at }. From then on nobody could read anything of yours.
receipt-done = All was done on { $said_at }.
receipt-copies = Copies of the data from before { $said_at } cannot be opened any more.
receipt-stays = What stays, and why
receipt-directory = The directory's number for your picture: { $id }
receipt-ledger = The line in the ledger is number { $line }, { $hash }.
receipt-check = How to check this page
receipt-check-how = On the machine I run on, “candid verify” and the name of this file say if a letter of it was changed.
receipt-programs = The same for programs
