# checked by a native speaker: not yet
# Español. Trata de tú a todo el mundo.

language-ask = ¿Qué idioma?
language-name = { $name }
language-set = A partir de ahora te hablo en español.
language-unchecked = Mi español aún no lo ha revisado una persona que lo tenga como lengua materna. Si algo suena mal, dímelo con { COMMAND("feedback") }.
