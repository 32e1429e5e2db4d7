# Plain wishes about a picture, answered with what is possible.

wish-later = Primero necesito tu foto, y luego eliges un estilo con tu propia cara. Dímelo otra vez entonces.
wish-frame-later = Primero tengo que hacer una imagen. Después puedes pedir un recorte más cerrado o más espacio.
wish-which = ¿A qué imagen te refieres? Dilo con su número, como “más espacio { $number }”.
wish-look = Lo más cercano a eso es { $look }. Puedo hacer una imagen así con tu foto. Lo que tienes se queda.
wish-look-make = Hacer una así
wish-look-later = Lo más cercano a eso es { $look }. Aún estoy haciendo tus imágenes. Dímelo otra vez cuando estén aquí.
wish-look-redrawn = Lo más cercano a eso es { $look }. Elígelo cuando te pida un estilo.
wish-no-such-backdrop = No tengo un fondo así. Estos son los que tengo:
wish-space = Puedo hacer la imagen { $number } otra vez como para un CV. Ese recorte deja más espacio a tu alrededor. La primera se queda.
wish-space-make = Hacerla con más espacio
wish-space-already = La imagen { $number } tiene el recorte con más espacio que hago. Una foto desde un paso más atrás da más.
wish-closer = Puedo hacer la imagen { $number } otra vez como para un perfil en línea. Ese recorte es más cerrado. La primera se queda.
wish-closer-make = Hacerla más cerca
wish-closer-already = La imagen { $number } tiene el recorte más cerrado que hago. Puedes cortar más el archivo por tu cuenta.
wish-blur = Tengo un solo desenfoque, como el de un objetivo luminoso. Puedo hacer la imagen { $number } otra vez con tu propio fondo desenfocado. La primera se queda.
wish-blur-already = En la imagen { $number } tu fondo está tan desenfocado como sé hacerlo. Con otro fondo no se ve nada de tu habitación.
wish-never = Nunca cambio el aspecto de nadie: ni la edad, ni el cuerpo, ni la piel, ni la ropa.
wish-never-why = La imagen lleva tu nombre. Quien te conozca debería encontrar a la persona que vio. Y tu cara no necesita arreglos.
wish-never-instead = Lo que puedo cambiar: la luz, el recorte y el fondo. Una foto junto a una ventana, un paso atrás, suele hacer más que cualquier edición.
