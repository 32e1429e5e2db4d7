# What the shell says itself: beside a document, after a defect, after a line that broke.

document-consent_receipt = Tu comprobante de lo que aceptaste.
document-my_data = Todo lo que tengo sobre ti, en un archivo.
document-files = Tu imagen, para guardarla.
went-wrong = Algo se rompió por mi parte y tu último mensaje no tuvo efecto. Prueba otra vez, por favor. { COMMAND("status") } muestra cómo están las cosas.
maybe-twice = Quizá ya hayas visto este mensaje. La conexión se cortó y no pude saberlo.
message-set-aside = Un mensaje para ti no llegó. Lo he guardado y se lo he dicho a quien me gestiona. { COMMAND("status") } muestra cómo están las cosas.

document-persona_certificate = Cómo se hizo esta imagen, para quien pregunte a quién muestra.
