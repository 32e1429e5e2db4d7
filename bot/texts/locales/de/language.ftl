# checked by a native speaker: not yet
# Deutsch. Es sagt du zu allen.

language-ask = Welche Sprache?
language-name = { $name }
language-set = Ab jetzt spreche ich Deutsch mit dir.
language-unchecked = Noch hat kein Mensch mein Deutsch geprüft, der damit aufgewachsen ist. Klingt etwas falsch, sag es mir mit { COMMAND("feedback") }.
