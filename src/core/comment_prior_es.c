/* comment_prior_es: the texts that the Spanish prior has read; they never change. */
#include "comment_prior.h"

const char *const comment_prior_es[] = {
    "Me gustaría que la biblioteca se quede en nuestro pueblo. Los empleados "
    "conocen a las familias y hablan español.",
    "Estoy de acuerdo en compartir el servicio con la ciudad vecina si cuesta menos "
    "y no perdemos nada. Pero las decisiones se deben tomar aquí.",
    "No quiero que cierren la estación de bomberos. Cuando mi mamá se enfermó "
    "llegaron muy rápido. Gracias por preguntar, es importante para la comunidad.",
    "Hay que arreglar las calles y los parques. ¿Por qué no trabajan juntos los "
    "condados? Todo está muy caro y los impuestos son altos.",
    "Traté de pedir un permiso por internet y no se pudo abrir la página. Después "
    "apareció un error que decía que el nombre de usuario no existe o que la "
    "contraseña no es válida.",
    "El formulario no funciona en mi teléfono. Los archivos eran demasiado grandes "
    "y el mensaje no era claro. Debería haber una versión que se pueda imprimir.",
    "Si se va a cambiar esto, por favor permitan que cada ciudad establezca sus "
    "propias reglas. No se debe eliminar ningún servicio sin una reunión pública.",
    "No encontré la información sobre los servicios. ¿Dónde está la lista? ¿Hay un "
    "número al que se pueda llamar y una persona que hable nuestro idioma?",
    "El sistema actual es muy antiguo. La computadora de la oficina no estaba "
    "disponible y no pudieron leer ni imprimir el documento que necesitaba.",
    "La oficina siempre está cerrada cuando salgo del trabajo. Podrían abrir una "
    "tarde a la semana o el primer sábado de cada mes.",
    "Mis padres son mayores y no tienen carro. El autobús no pasa los fines de "
    "semana. Es necesario que haya un lugar cerca para hacer los trámites.",
    "La policía tiene que ser de aquí, porque conoce a la gente y los problemas del "
    "barrio. Lo demás se puede compartir sin que nadie lo note.",
    "El agua sube de precio todos los años. Queremos ver en qué se usa el dinero, "
    "con todos los datos y no solamente el total.",
    "No estoy seguro. Quisiera saber cuánto va a costar, quién será el responsable "
    "y qué pasará con los trabajadores antes de decir sí o no.",
    "Por favor traduzcan las cartas. Muchos de mis vecinos no las entienden y no "
    "saben que pueden recibir ayuda.",
    "Llevamos más de veinte años viviendo en este lugar. Antes todos se conocían. "
    "Entiendo que las cosas cambian, pero un pueblo es más que un presupuesto.",
    "Cuando llamé a emergencias, la persona que contestó no conocía nuestra calle y "
    "los mandó por otro camino. Eso no puede volver a pasar.",
    "Sí, compartan lo que no se ve: la contabilidad, las compras, los vehículos, "
    "los programas y la capacitación del personal.",
    "Siempre prometen que será mejor y al final el servicio es peor. Una vez que se "
    "pierde ya no se puede recuperar.",
    "Necesitamos más parques, banquetas, luces en las calles y un lugar seguro para "
    "que los niños jueguen después de la escuela.",
    "Las muchachas de la ventanilla son muy amables y me explicaron todo con "
    "paciencia. Ojalá que no las cambien.",
    "Debe haber un periodo de prueba de un año como mínimo. Después hay que revisar "
    "los resultados, informar a los ciudadanos y dejar que votemos.",
    "La vivienda es el problema más grande. Mis hijos nacieron aquí y no pueden "
    "vivir aquí porque las rentas están por las nubes.",
    "Todas las personas deben ser tratadas de la misma manera, ya sea que vivan en "
    "el centro o al final de un camino de tierra.",
    "No se puede aceptar este contrato si no existe una forma de salir. ¿Qué ocurre "
    "si la otra ciudad ya no quiere continuar o no hay suficiente dinero?",
    "Pónganse de acuerdo y empiecen con algo pequeño. Luego se puede añadir otro "
    "servicio, y así poco a poco, sin prisa.",
    "Cada vez me piden el mismo número, la misma dirección y los mismos papeles. "
    "Con una sola solicitud debería ser suficiente.",
    "Desde que cambiaron el horario de la basura nadie sabe qué día pasa. Se debe "
    "avisar antes y usar el mismo día para todos.",
    "La reunión fue a las dos de la tarde de un día de trabajo; así no podemos "
    "asistir los que tenemos que trabajar.",
    "En el incendio el aviso llegó tarde. La radio de un departamento no funcionaba "
    "con la de los otros. Primero las emergencias y luego lo demás.",
    "Que las ciudades grandes no decidan por las pequeñas: queremos el mismo voto y "
    "un asiento en la mesa.",
    "Sería bueno tener una clínica, clases de inglés, ayuda para buscar empleo y "
    "actividades para los jóvenes durante el verano.",
    "Estuve esperando más de una hora en el teléfono para reportar una fuga de "
    "agua. Nadie contestó hasta el día siguiente.",
    "También hace falta más información para los nuevos residentes, por ejemplo "
    "cómo registrar un negocio o cómo obtener una licencia.",
    "Está bien como está. No veo ninguna razón para cambiarlo.",
    "Muy buena idea. Háganlo pronto.",
    "Sin comentarios.",
    NULL,
};
