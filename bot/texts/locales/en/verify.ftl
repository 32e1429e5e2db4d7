# /verify in the chat: what is asked, and why a picture was not read. What is said of its marks lies in
# storage/marks_told.

verify-ask = Send me the picture you wonder about. I look for marks that say how it was made.
verify-nothing-kept = I read it in memory and keep nothing of it. I don't say who is in it, or when it was made.
verify-looking = I'm looking.
verify-one-at-a-time = One at a time: I look at the first.
verify-button = Check another picture
verify-not-read-daily_limit = I have checked many pictures for you today.
verify-not-read-not_available = I could not get that picture. Please send { COMMAND("verify") } and the picture again.
