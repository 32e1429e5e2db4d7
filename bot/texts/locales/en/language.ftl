# checked by a native speaker: not yet
# English. It says you to everybody.

language-ask = Which language?
language-name = { $name }
language-set = I speak English with you from now on.
language-unchecked = No native speaker has checked my English yet. If something sounds wrong, tell me with { COMMAND("feedback") }.
