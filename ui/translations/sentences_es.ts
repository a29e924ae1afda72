<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en_US">
<context>
    <name>reasons</name>
    <message>
        <source>This laptop's authorization has ended; connect to the county, or call the duty officer.</source>
        <translation>La autorización de esta computadora ha terminado; conéctese con el condado o llame al oficial de guardia.</translation>
    </message>
    <message>
        <source>You are assigned to this case as {role}.</source>
        <translation>Tiene este caso asignado como {role}.</translation>
    </message>
    <message>
        <source>Someone else changed the same part meanwhile; the county keeps both versions until a person decides.</source>
        <translation>Otra persona cambió la misma parte entretanto; el condado guarda ambas versiones hasta que una persona decida.</translation>
    </message>
    <message>
        <source>You are not assigned to this case; your supervisor can assign you.</source>
        <translation>No tiene este caso asignado; su supervisor puede asignárselo.</translation>
    </message>
    <message>
        <source>Your assignment to this case begins on {date}.</source>
        <translation>Su asignación a este caso empieza el {date}.</translation>
    </message>
    <message>
        <source>Your assignment to this case ended on {date}; your supervisor can renew it.</source>
        <translation>Su asignación a este caso terminó el {date}; su supervisor puede renovarla.</translation>
    </message>
    <message>
        <source>Your assignment to this case was taken back on {date}; ask your supervisor if you still need it.</source>
        <translation>Su asignación a este caso se retiró el {date}; consulte con su supervisor si aún la necesita.</translation>
    </message>
    <message>
        <source>An administrator account may not see or change case content.</source>
        <translation>Una cuenta de administración no puede ver ni cambiar el contenido de los casos.</translation>
    </message>
    <message>
        <source>A signed record is never changed; add a correction instead.</source>
        <translation>Un registro firmado nunca se cambia; añada una corrección.</translation>
    </message>
    <message>
        <source>This kind of record does not belong in that part of the case.</source>
        <translation>Este tipo de registro no corresponde a esa parte del caso.</translation>
    </message>
    <message>
        <source>This record belongs to another case.</source>
        <translation>Este registro pertenece a otro caso.</translation>
    </message>
    <message>
        <source>This laptop's work no longer follows what it sent before; your administrator must look at the device.</source>
        <translation>El trabajo de esta computadora ya no sigue a lo que envió antes; su administrador debe revisar la computadora.</translation>
    </message>
    <message>
        <source>Two copies of this laptop have sent different work; your administrator must look at the device.</source>
        <translation>Dos copias de esta computadora han enviado trabajo distinto; su administrador debe revisar la computadora.</translation>
    </message>
    <message>
        <source>The county server does not know this case.</source>
        <translation>El servidor del condado no conoce este caso.</translation>
    </message>
    <message>
        <source>This work names another person than the one this laptop belongs to.</source>
        <translation>Este trabajo nombra a otra persona que la dueña de esta computadora.</translation>
    </message>
    <message>
        <source>The work could not be read: {detail}.</source>
        <translation>No se pudo leer el trabajo: {detail}.</translation>
    </message>
    <message>
        <source>An analyst's account sees figures without names and no case content.</source>
        <translation>La cuenta de un analista ve cifras sin nombres y ningún contenido de casos.</translation>
    </message>
    <message>
        <source>Criminal justice information is open to cleared persons only; your clearance is not on file.</source>
        <translation>La información de justicia penal está abierta solo a personas autorizadas; su autorización no consta.</translation>
    </message>
    <message>
        <source>Criminal justice information is not shown on this laptop; it needs one that is cleared for it.</source>
        <translation>La información de justicia penal no se muestra en esta computadora; hace falta una autorizada para ello.</translation>
    </message>
    <message>
        <source>Another agency wrote this, and no legal ground on record opens it to you.</source>
        <translation>Esto lo escribió otra agencia y ninguna base legal registrada se lo abre a usted.</translation>
    </message>
    <message>
        <source>What another agency wrote can be read, not changed or passed on; ask that agency.</source>
        <translation>Lo que escribió otra agencia se puede leer, no cambiar ni pasar a otros; pregunte a esa agencia.</translation>
    </message>
    <message>
        <source>Substance use records are open to the treatment program, and to those whom a Part 2 consent names.</source>
        <translation>Los registros de uso de sustancias están abiertos al programa de tratamiento y a quienes nombra un consentimiento de la Parte 2.</translation>
    </message>
    <message>
        <source>The team's confidentiality agreement is not signed by you; sign it with the coordinator.</source>
        <translation>Usted no ha firmado el acuerdo de confidencialidad del equipo; fírmelo con la coordinación.</translation>
    </message>
    <message>
        <source>The team has {count} trained members with a signed agreement; it needs {needed} to share.</source>
        <translation>El equipo tiene {count} miembros capacitados con el acuerdo firmado; necesita {needed} para compartir.</translation>
    </message>
    <message>
        <source>The time for sharing after the report (WIC 18961.7) ended on {date}; a supervisor extends it for good cause before it ends.</source>
        <translation>El plazo para compartir después del reporte (WIC 18961.7) terminó el {date}; un supervisor lo prolonga por causa justificada antes de que termine.</translation>
    </message>
    <message>
        <source>The legal ground on record names no end; the coordinator must record one.</source>
        <translation>La base legal registrada no indica cuándo termina; la coordinación debe registrarlo.</translation>
    </message>
    <message>
        <source>The consent on record lacks {count} of the elements the law asks for; a complete one must be signed.</source>
        <translation>Al consentimiento registrado le faltan {count} de los elementos que pide la ley; hay que firmar uno completo.</translation>
    </message>
    <message>
        <source>The consent or other legal ground was taken back on {date}.</source>
        <translation>El consentimiento u otra base legal se retiró el {date}.</translation>
    </message>
    <message>
        <source>The legal ground on record begins on {date}.</source>
        <translation>La base legal registrada empieza el {date}.</translation>
    </message>
    <message>
        <source>The legal ground on record ended on {date}; a new one must be recorded.</source>
        <translation>La base legal registrada terminó el {date}; hay que registrar una nueva.</translation>
    </message>
    <message>
        <source>The legal ground on record does not open this part, or not this agency's work.</source>
        <translation>La base legal registrada no abre esta parte, o no el trabajo de esta agencia.</translation>
    </message>
    <message>
        <source>The law does not open this part on the legal ground that is on record.</source>
        <translation>La ley no abre esta parte con la base legal registrada.</translation>
    </message>
    <message>
        <source>The county's sharing rules do not open this part to your kind of agency.</source>
        <translation>Las reglas del condado para compartir no abren esta parte a su tipo de agencia.</translation>
    </message>
    <message>
        <source>The court order on record has no number; the coordinator must add it.</source>
        <translation>La orden judicial registrada no tiene número; la coordinación debe añadirlo.</translation>
    </message>
    <message>
        <source>The court order was not made for substance use records (42 CFR 2.61 to 2.67).</source>
        <translation>La orden judicial no se dictó para registros de uso de sustancias (42 CFR 2.61 a 2.67).</translation>
    </message>
    <message>
        <source>Education records are open to the agency legally responsible for the youth's care.</source>
        <translation>Los registros escolares están abiertos a la agencia legalmente responsable del cuidado de la o el joven.</translation>
    </message>
    <message>
        <source>An emergency access needs a reason and a second person who was told.</source>
        <translation>Un acceso de emergencia necesita un motivo y una segunda persona avisada.</translation>
    </message>
    <message>
        <source>In an emergency, substance use records are open to medical staff only.</source>
        <translation>En una emergencia, los registros de uso de sustancias están abiertos solo al personal médico.</translation>
    </message>
    <message>
        <source>Shared with you as a team member after a report of suspected abuse (WIC 18961.7).</source>
        <translation>Se comparte con usted como miembro del equipo tras un reporte de sospecha de abuso (WIC 18961.7).</translation>
    </message>
    <message>
        <source>Shared with you as a member of the human trafficking team (WIC 13753).</source>
        <translation>Se comparte con usted como miembro del equipo contra la trata de personas (WIC 13753).</translation>
    </message>
    <message>
        <source>Shared with you as a member of the multidisciplinary team (WIC 18951).</source>
        <translation>Se comparte con usted como miembro del equipo multidisciplinario (WIC 18951).</translation>
    </message>
    <message>
        <source>Shared with you by a consent for the child and family team (WIC 832); it may go on to the juvenile court only.</source>
        <translation>Se comparte con usted por un consentimiento para el equipo del niño y la familia (WIC 832); solo puede pasar al tribunal de menores.</translation>
    </message>
    <message>
        <source>Shared with you in the unified services record (WIC 18986.46), for this role only.</source>
        <translation>Se comparte con usted en el expediente unificado de servicios (WIC 18986.46), solo para esta función.</translation>
    </message>
    <message>
        <source>Shared with you by a signed consent that names you.</source>
        <translation>Se comparte con usted por un consentimiento firmado que le nombra.</translation>
    </message>
    <message>
        <source>Shared with you by a Part 2 consent. 42 CFR part 2 prohibits unauthorized use or disclosure of these records.</source>
        <translation>Se comparte con usted por un consentimiento de la Parte 2. La parte 2 de 42 CFR prohíbe el uso o la divulgación no autorizados de estos registros.</translation>
    </message>
    <message>
        <source>Open to your agency because it is legally responsible for the youth's care (FERPA); use it for education needs only.</source>
        <translation>Abierto a su agencia porque es legalmente responsable del cuidado de la o el joven (FERPA); úselo solo para necesidades escolares.</translation>
    </message>
    <message>
        <source>Open to you by order of a court.</source>
        <translation>Abierto a usted por orden de un tribunal.</translation>
    </message>
    <message>
        <source>Open to you as one of those whom WIC 827 lists.</source>
        <translation>Abierto a usted como una de las personas que enumera WIC 827.</translation>
    </message>
    <message>
        <source>Open for the report of the missing youth to NCMEC.</source>
        <translation>Abierto para el reporte a NCMEC de la o el joven ausente.</translation>
    </message>
    <message>
        <source>You opened this in an emergency; a second person was told, and the supervisor reviews it.</source>
        <translation>Usted abrió esto en una emergencia; se avisó a una segunda persona y el supervisor lo revisa.</translation>
    </message>
    <message>
        <source>The youth, or who speaks for the youth, released these notes to you.</source>
        <translation>La o el joven, o quien habla por ella o él, le permitió ver estas notas.</translation>
    </message>
    <message>
        <source>Your supervisor gave this back: {note}.</source>
        <translation>Su supervisor le devolvió esto: {note}.</translation>
    </message>
    <message>
        <source>Only a supervisor of the author's agency decides about refused work.</source>
        <translation>Solo alguien que supervisa en la agencia de quien lo escribió decide sobre el trabajo no aceptado.</translation>
    </message>
    <message>
        <source>Nobody decides about their own work; another supervisor does.</source>
        <translation>Nadie decide sobre su propio trabajo; lo hace otra persona que supervisa.</translation>
    </message>
    <message>
        <source>The county's cross-agency index is switched off.</source>
        <translation>El índice entre agencias del condado está apagado.</translation>
    </message>
    <message>
        <source>Your agency's director designated you for the cross-agency index (WIC 18961.5).</source>
        <translation>La dirección de su agencia le designó para el índice entre agencias (WIC 18961.5).</translation>
    </message>
    <message>
        <source>Only staff whom their agency's director designated may use the cross-agency index; ask your director.</source>
        <translation>Solo el personal que la dirección de su agencia designó puede usar el índice entre agencias; pregunte a su dirección.</translation>
    </message>
    <message>
        <source>Your designation for the cross-agency index has ended; your agency's director can renew it.</source>
        <translation>Su designación para el índice entre agencias ha terminado; la dirección de su agencia puede renovarla.</translation>
    </message>
    <message>
        <source>Administrators and analysts do not use the cross-agency index.</source>
        <translation>Los administradores y analistas no usan el índice entre agencias.</translation>
    </message>
    <message>
        <source>A substance use program enters nothing into the index: the county's definition does not allow it.</source>
        <translation>Un programa de uso de sustancias no anota nada en el índice: la definición del condado no lo permite.</translation>
    </message>
    <message>
        <source>The index may hold names, addresses, phones and birth of family and household, case numbers, whom to call and dates of contact, nothing else; take out: {field}.</source>
        <translation>El índice puede contener nombres, direcciones, teléfonos y nacimiento de la familia y del hogar, números de caso, a quién llamar y fechas de contacto, nada más; quite: {field}.</translation>
    </message>
    <message>
        <source>This is missing or holds more than the index may: {field}.</source>
        <translation>Esto falta o contiene más de lo que puede el índice: {field}.</translation>
    </message>
    <message>
        <source>A date of contact or of birth lies in the future.</source>
        <translation>Una fecha de contacto o de nacimiento está en el futuro.</translation>
    </message>
    <message>
        <source>Only cases you are assigned to can be entered by you.</source>
        <translation>Solo puede anotar casos que tiene asignados.</translation>
    </message>
    <message>
        <source>A colleague changed this entry meanwhile; look at it and save yours again.</source>
        <translation>Un colega cambió esta anotación entretanto; revísela y guarde la suya otra vez.</translation>
    </message>
    <message>
        <source>Give a name, a birth date or a case number; a birth date alone is too little.</source>
        <translation>Dé un nombre, una fecha de nacimiento o un número de caso; una fecha de nacimiento sola es muy poco.</translation>
    </message>
    <message>
        <source>A referral is answered once a worker signed it and a supervisor approved it.</source>
        <translation>Una referencia se responde cuando un trabajador la firmó y un supervisor la aprobó.</translation>
    </message>
    <message>
        <source>Nobody approves what they wrote themselves; another supervisor does.</source>
        <translation>Nadie aprueba lo que escribió; lo hace otro supervisor.</translation>
    </message>
    <message>
        <source>Only a supervisor of the agency that wrote this approves or returns it.</source>
        <translation>Solo un supervisor de la agencia que escribió esto lo aprueba o lo devuelve.</translation>
    </message>
    <message>
        <source>Only somebody who wrote this signs it.</source>
        <translation>Solo quien escribió esto lo firma.</translation>
    </message>
    <message>
        <source>Something keeps this referral from being signed; it stands on its page.</source>
        <translation>Algo impide firmar esta referencia; está indicado en su página.</translation>
    </message>
    <message>
        <source>This referral has been answered already.</source>
        <translation>Esta referencia ya fue respondida.</translation>
    </message>
    <message>
        <source>This referral went to somebody else.</source>
        <translation>Esta referencia fue dirigida a otra persona.</translation>
    </message>
    <message>
        <source>What this signs or approves is not there, or was another version.</source>
        <translation>Lo que esto firma o aprueba no está, o era otra versión.</translation>
    </message>
    <message>
        <source>The law does not open these sections on this ground: {sections}.</source>
        <translation>La ley no abre estas partes con este fundamento: {sections}.</translation>
    </message>
    <message>
        <source>A ground names at least one section and one person.</source>
        <translation>Un fundamento nombra al menos una parte y una persona.</translation>
    </message>
    <message>
        <source>A ground begins when it is recorded, or before.</source>
        <translation>Un fundamento empieza cuando se registra, o antes.</translation>
    </message>
    <message>
        <source>The consent lacks what its law asks for: {elements}.</source>
        <translation>Al consentimiento le falta lo que exige su ley: {elements}.</translation>
    </message>
    <message>
        <source>A court order has a number.</source>
        <translation>Una orden judicial tiene un número.</translation>
    </message>
    <message>
        <source>A ground has an end; give its last day.</source>
        <translation>Un fundamento tiene un fin; indique su último día.</translation>
    </message>
    <message>
        <source>A release names its holder.</source>
        <translation>Una divulgación nombra a su titular.</translation>
    </message>
    <message>
        <source>The release does not hold: {detail}.</source>
        <translation>La divulgación no es válida: {detail}.</translation>
    </message>
    <message>
        <source>Meanwhile this would show more, or for longer, than you saw when you decided it; look at it again and decide anew.</source>
        <translation>Entretanto esto mostraría más, o por más tiempo, de lo que usted vio al decidirlo; mírelo otra vez y decida de nuevo.</translation>
    </message>
    <message>
        <source>The 24 hours of this emergency access were over before the county heard of it; open the case anew if it still cannot wait.</source>
        <translation>Las 24 horas de este acceso de emergencia terminaron antes de que el condado lo supiera; abra el caso de nuevo si todavía no puede esperar.</translation>
    </message>
    <message>
        <source>Only whoever opened a case in an emergency ends that access early.</source>
        <translation>Solo quien abrió un caso en una emergencia termina antes ese acceso.</translation>
    </message>
    <message>
        <source>The county cannot open a case of this agency in an emergency; call the person whom the index names, or 911 in danger.</source>
        <translation>El condado no puede abrir un caso de esta agencia en una emergencia; llame a la persona que nombra el índice, o al 911 si hay peligro.</translation>
    </message>
    <message>
        <source>A team's window is opened by a member of the team who has signed its confidentiality agreement.</source>
        <translation>El plazo de un equipo lo abre un miembro del equipo que haya firmado su acuerdo de confidencialidad.</translation>
    </message>
    <message>
        <source>Only a supervisor extends a team's window, and gives the cause.</source>
        <translation>Solo un supervisor prolonga el plazo de un equipo, e indica la causa.</translation>
    </message>
    <message>
        <source>The window ended on {date}; open a new one.</source>
        <translation>El plazo terminó el {date}; abra uno nuevo.</translation>
    </message>
    <message>
        <source>This was opened at the county for several agencies; the coordinator changes it or takes it back.</source>
        <translation>Esto se abrió en el condado para varias agencias; el coordinador lo cambia o lo retira.</translation>
    </message>
    <message>
        <source>The county has no such ground on record for this case.</source>
        <translation>El condado no tiene registrado tal fundamento para este caso.</translation>
    </message>
    <message>
        <source>The county does not know one of these persons any more.</source>
        <translation>El condado ya no conoce a una de estas personas.</translation>
    </message>
    <message>
        <source>What several agencies wrote is opened to a team at the county, by its coordinator; from here you open your own agency's work.</source>
        <translation>Lo que escribieron varias agencias lo abre a un equipo el condado, por su coordinador; desde aquí usted abre el trabajo de su propia agencia.</translation>
    </message>
    <message>
        <source>In your role you do not begin cases; ask the agency that works with the youth, or call the hotline.</source>
        <translation>En su función no se abren casos; pregunte a la agencia que trabaja con el joven o llame a la línea directa.</translation>
    </message>
    <message>
        <source>Your assignment does not include this part of the case; your supervisor can have it added.</source>
        <translation>Su asignación no incluye esta parte del caso; su supervisor puede hacer que se añada.</translation>
    </message>
    <message>
        <source>The county's server is older and does not know this kind of record yet; it stays on this laptop and goes again with every sync until the server is updated.</source>
        <translation>El servidor del condado es más antiguo y todavía no conoce este tipo de registro; queda en esta computadora y se envía de nuevo en cada sincronización hasta que se actualice el servidor.</translation>
    </message>
    <message>
        <source>Two people wrote different things and nobody has decided yet; decide on the conflict desk first.</source>
        <translation>Dos personas escribieron cosas distintas y nadie ha decidido todavía; decida primero en la mesa de conflictos.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>The county has stopped this laptop; nothing on it can be read.</source>
        <translation>El condado ha detenido esta computadora; no se puede leer nada en ella.</translation>
    </message>
    <message>
        <source>Its unsent work reached the county, sealed. Speak with your administrator.</source>
        <translation>Su trabajo sin enviar llegó al condado, sellado. Hable con su administrador.</translation>
    </message>
    <message>
        <source>Its unsent work stays on it, sealed. Speak with your administrator.</source>
        <translation>Su trabajo sin enviar se queda en ella, sellado. Hable con su administrador.</translation>
    </message>
    <message>
        <source>The county has emptied this laptop. Its unsent work reached the county, sealed.</source>
        <translation>El condado ha vaciado esta computadora. Su trabajo sin enviar llegó al condado, sellado.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new invite if you are to go on with it.</source>
        <translation>Pida a su administrador una invitación nueva si va a seguir con ella.</translation>
    </message>
    <message>
        <source>The county has stopped this laptop; nothing on it can be read. What was not sent is kept.</source>
        <translation>El condado ha detenido esta computadora; no se puede leer nada en ella. Lo que no se envió se conserva.</translation>
    </message>
    <message>
        <source>Speak with your administrator; once the order is lifted, connect to the county.</source>
        <translation>Hable con su administrador; cuando se levante la orden, conéctese con el condado.</translation>
    </message>
    <message>
        <source>Too many wrong passphrases; none is looked at for {minutes} more minutes.</source>
        <translation>Demasiadas frases de contraseña incorrectas; durante {minutes} minutos más no se mira ninguna.</translation>
    </message>
    <message>
        <source>Wait, or call your administrator for a release code.</source>
        <translation>Espere, o pida a su administrador un código de liberación.</translation>
    </message>
    <message>
        <source>The county has not authorized this laptop yet, so nothing on it can be read.</source>
        <translation>El condado aún no ha autorizado esta computadora, así que no se puede leer nada en ella.</translation>
    </message>
    <message>
        <source>Connect to the county once.</source>
        <translation>Conéctese una vez con el condado.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {minutes} minutes behind a moment it has already seen.</source>
        <translation>El reloj de esta computadora va {minutes} minutos por detrás de un momento que ya vio.</translation>
    </message>
    <message>
        <source>Set date and time, then unlock again; or connect to the county, whose clock counts.</source>
        <translation>Ajuste la fecha y la hora y desbloquee otra vez; o conéctese con el condado, cuyo reloj cuenta.</translation>
    </message>
    <message>
        <source>This laptop's authorization has ended, so nothing on it can be read. What was not sent is kept.</source>
        <translation>La autorización de esta computadora ha terminado, así que no se puede leer nada en ella. Lo que no se envió se conserva.</translation>
    </message>
    <message>
        <source>Connect to the county, or call the duty officer for a code.</source>
        <translation>Conéctese con el condado, o pida un código al oficial de guardia.</translation>
    </message>
    <message>
        <source>This is not the duty officer's code for these letters.</source>
        <translation>Este no es el código del oficial de guardia para estas letras.</translation>
    </message>
    <message>
        <source>This is not the administrator's code for these letters.</source>
        <translation>Este no es el código del administrador para estas letras.</translation>
    </message>
    <message>
        <source>Read the letters out once more; after five wrong codes there are new ones.</source>
        <translation>Lea las letras otra vez; después de cinco códigos incorrectos hay letras nuevas.</translation>
    </message>
    <message>
        <source>Setting up was stopped; nothing was kept.</source>
        <translation>La preparación se detuvo; no se guardó nada.</translation>
    </message>
    <message>
        <source>Nobody compared the six digits in time; ask your administrator for a new invite.</source>
        <translation>Nadie comparó los seis dígitos a tiempo; pida una invitación nueva a su administrador.</translation>
    </message>
    <message>
        <source>This laptop was away so long that its certificate has ended; ask your administrator to renew it, your work stays here until then.</source>
        <translation>Esta computadora estuvo ausente tanto tiempo que su certificado ha terminado; pida a su administrador que lo renueve, su trabajo se queda aquí hasta entonces.</translation>
    </message>
    <message>
        <source>You can set this store aside, sealed, and go on in a new one; nothing is deleted, and you need a new invite.</source>
        <translation>Puede apartar este almacén, sellado, y seguir en uno nuevo; no se borra nada, y necesita otra invitación.</translation>
    </message>
    <message>
        <source>The store was set aside, sealed; nothing of it is deleted.</source>
        <translation>El almacén se apartó, sellado; no se ha borrado nada de él.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new invite, set this laptop up with it and your same passphrase, and tell them to recover the old store.</source>
        <translation>Pida a su administración otra invitación, prepare con ella esta computadora usando su misma frase de contraseña, y pida que recuperen el almacén anterior.</translation>
    </message>
    <message>
        <source>Put back a copy of it, or ask your administrator for a new invite and set this laptop up with it and your same passphrase.</source>
        <translation>Vuelva a poner una copia, o pida a su administración otra invitación y prepare con ella esta computadora usando su misma frase de contraseña.</translation>
    </message>
    <message>
        <source>The store of this laptop is not where it was.</source>
        <translation>El almacén de esta computadora no está donde estaba.</translation>
    </message>
    <message>
        <source>This worker is not on this laptop any more.</source>
        <translation>Esta persona ya no está en esta computadora.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Elija a otra.</translation>
    </message>
    <message>
        <source>This store can be opened.</source>
        <translation>Este almacén se puede abrir.</translation>
    </message>
    <message>
        <source>Unlock it with your passphrase.</source>
        <translation>Desbloquéelo con su frase de contraseña.</translation>
    </message>
    <message>
        <source>A file of this screening is not on this laptop yet.</source>
        <translation>Un archivo de esta evaluación todavía no está en esta computadora.</translation>
    </message>
    <message>
        <source>The licence of this form begins on {date}.</source>
        <translation>La licencia de este formulario empieza el {date}.</translation>
    </message>
    <message>
        <source>Use another form until then.</source>
        <translation>Use otro formulario hasta entonces.</translation>
    </message>
    <message>
        <source>The licence of this form ended on {date}.</source>
        <translation>La licencia de este formulario terminó el {date}.</translation>
    </message>
    <message>
        <source>Ask your administrator for the current version.</source>
        <translation>Pida a su administrador la versión vigente.</translation>
    </message>
    <message>
        <source>The licence of this form does not cover {agency}.</source>
        <translation>La licencia de este formulario no abarca a {agency}.</translation>
    </message>
    <message>
        <source>Ask your administrator which form your agency uses.</source>
        <translation>Pregunte a su administrador qué formulario usa su agencia.</translation>
    </message>
    <message>
        <source>The licence of this form does not cover your role, {role}.</source>
        <translation>La licencia de este formulario no abarca su función, {role}.</translation>
    </message>
    <message>
        <source>Ask a colleague whose role it covers.</source>
        <translation>Pídalo a alguien del equipo cuya función sí abarque.</translation>
    </message>
    <message>
        <source>This form may be used only after the training “{training}”.</source>
        <translation>Este formulario solo se puede usar tras la formación «{training}».</translation>
    </message>
    <message>
        <source>Ask your supervisor to record it when you have had it.</source>
        <translation>Cuando la haya recibido, pida a su supervisor que la registre.</translation>
    </message>
    <message>
        <source>Your training “{training}” was good until {date}.</source>
        <translation>Su formación «{training}» valió hasta el {date}.</translation>
    </message>
    <message>
        <source>Take it again, then ask your supervisor to record it.</source>
        <translation>Repítala y pida después a su supervisor que la registre.</translation>
    </message>
    <message>
        <source>The result chosen is not another result of this form.</source>
        <translation>El resultado elegido no es otro resultado de este formulario.</translation>
    </message>
    <message>
        <source>Choose it again, then sign.</source>
        <translation>Elíjalo de nuevo y después firme.</translation>
    </message>
    <message>
        <source>A result of your own needs a reason of at most 4,000 characters.</source>
        <translation>Un resultado propio necesita un motivo de 4,000 caracteres como máximo.</translation>
    </message>
    <message>
        <source>Write what led you to it, then sign.</source>
        <translation>Escriba qué le llevó a ello y después firme.</translation>
    </message>
    <message>
        <source>The county's signature of the form {form} is not genuine; the form was kept out, tell your administrator.</source>
        <translation>La firma del condado en el formulario {form} no es auténtica; el formulario no se aceptó, avise a su administración.</translation>
    </message>
    <message>
        <source>The county sent the form {form} with other content than before under the same version; it was kept out, tell your administrator.</source>
        <translation>El condado envió el formulario {form} con otro contenido que antes bajo la misma versión; no se aceptó, avise a su administración.</translation>
    </message>
    <message>
        <source>The form {form} arrived damaged and was kept out; the next sync fetches it again.</source>
        <translation>El formulario {form} llegó dañado y no se aceptó; la próxima sincronización lo pide otra vez.</translation>
    </message>
    <message>
        <source>The county signs its forms with another key than before; no form was taken over, tell your administrator.</source>
        <translation>El condado firma sus formularios con otra clave que antes; no se aceptó ninguno, avise a su administración.</translation>
    </message>
    <message>
        <source>This form can no longer be started: the county retired it or its last day is over.</source>
        <translation>Este formulario ya no se puede empezar: el condado lo retiró o su último día ya pasó.</translation>
    </message>
    <message>
        <source>Choose another form; screenings already begun go on.</source>
        <translation>Elija otro formulario; las evaluaciones empezadas continúan.</translation>
    </message>
    <message>
        <source>This version of the form can no longer be moved to.</source>
        <translation>Ya no se puede trasladar a esta versión del formulario.</translation>
    </message>
    <message>
        <source>Go on with the present version, or open the screening again.</source>
        <translation>Siga con la versión presente o abra la evaluación de nuevo.</translation>
    </message>
    <message>
        <source>The form this screening was filled in is not on this laptop.</source>
        <translation>El formulario de esta evaluación no está en esta computadora.</translation>
    </message>
    <message>
        <source>Something went wrong in the program itself; your work so far is saved.</source>
        <translation>Algo falló en el propio programa; su trabajo hasta ahora está guardado.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, lock, unlock and tell your administrator.</source>
        <translation>Inténtelo de nuevo; si se repite, bloquee, desbloquee y avise a su administrador.</translation>
    </message>
    <message>
        <source>The file could not be saved there.</source>
        <translation>No se pudo guardar el archivo en ese lugar.</translation>
    </message>
    <message>
        <source>Choose another folder and try again.</source>
        <translation>Elija otra carpeta e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>This laptop is not set up yet.</source>
        <translation>Esta computadora todavía no está configurada.</translation>
    </message>
    <message>
        <source>Ask your administrator for an invite.</source>
        <translation>Pida una invitación a su administrador.</translation>
    </message>
    <message>
        <source>The youth of this case has not arrived on this laptop yet.</source>
        <translation>Los datos de este caso todavía no han llegado a esta computadora.</translation>
    </message>
    <message>
        <source>Sync, then try again.</source>
        <translation>Sincronice y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The note is empty.</source>
        <translation>La nota está vacía.</translation>
    </message>
    <message>
        <source>Write what happened, then save it.</source>
        <translation>Escriba qué ocurrió y guárdela.</translation>
    </message>
    <message>
        <source>The contact lies in the future.</source>
        <translation>El contacto está en el futuro.</translation>
    </message>
    <message>
        <source>Choose when it took place.</source>
        <translation>Elija cuándo tuvo lugar.</translation>
    </message>
    <message>
        <source>This case is not on this laptop.</source>
        <translation>Este caso no está en esta computadora.</translation>
    </message>
    <message>
        <source>Go back to the list.</source>
        <translation>Vuelva a la lista.</translation>
    </message>
    <message>
        <source>This screening is not on this laptop.</source>
        <translation>Esta evaluación no está en esta computadora.</translation>
    </message>
    <message>
        <source>The screening cannot be signed yet: {problem}</source>
        <translation>La evaluación todavía no se puede firmar: {problem}</translation>
    </message>
    <message>
        <source>Open the items listed and complete them.</source>
        <translation>Abra las preguntas indicadas y complételas.</translation>
    </message>
    <message>
        <source>This laptop is not enrolled with a county yet; ask your administrator for an invite and set it up again.</source>
        <translation>Esta computadora todavía no está inscrita en ningún condado; pida una invitación a su administrador y configúrela de nuevo.</translation>
    </message>
    <message>
        <source>This program's database library cannot encrypt; install the program again from your county's download.</source>
        <translation>La biblioteca de base de datos de este programa no puede cifrar; instale de nuevo el programa desde la descarga de su condado.</translation>
    </message>
    <message>
        <source>The case store is closed; unlock it again to go on.</source>
        <translation>El almacén de casos está cerrado; desbloquéelo de nuevo para continuar.</translation>
    </message>
    <message>
        <source>The store is locked; unlock it with your passphrase.</source>
        <translation>El almacén está bloqueado; desbloquéelo con su frase de contraseña.</translation>
    </message>
    <message>
        <source>The passphrase does not open this laptop's vault; check the keyboard layout and Caps Lock and type it again.</source>
        <translation>La frase de contraseña no abre esta computadora; revise la distribución del teclado y las mayúsculas y escríbala de nuevo.</translation>
    </message>
    <message>
        <source>The county's answer could not be read; nothing was changed. Try again later.</source>
        <translation>No se pudo leer la respuesta del condado; no se cambió nada. Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county's feed does not come to an end; nothing was lost.</source>
        <translation>Los datos del condado no terminan de llegar; no se ha perdido nada.</translation>
    </message>
    <message>
        <source>The county's feed does not move on; nothing was lost.</source>
        <translation>Los datos del condado no avanzan; no se ha perdido nada.</translation>
    </message>
    <message>
        <source>The county answered, but not for the work that was sent.</source>
        <translation>El condado respondió, pero no sobre el trabajo enviado.</translation>
    </message>
    <message>
        <source>The sync was stopped; the next one goes on from here.</source>
        <translation>La sincronización se detuvo; la próxima continuará desde aquí.</translation>
    </message>
    <message>
        <source>The county's certificate on this laptop cannot be read; enrol the laptop again.</source>
        <translation>No se puede leer el certificado del condado en esta computadora; inscriba la computadora de nuevo.</translation>
    </message>
    <message>
        <source>The county's answer is larger than any answer should be.</source>
        <translation>La respuesta del condado es mayor de lo que debería ser ninguna.</translation>
    </message>
    <message>
        <source>The county's server does not answer; your work stays here and goes out at the next sync.</source>
        <translation>El servidor del condado no responde; su trabajo queda aquí y saldrá en la próxima sincronización.</translation>
    </message>
    <message>
        <source>The county's word on this laptop's log is not genuine, so the log stays unsent; tell your administrator.</source>
        <translation>La palabra del condado sobre el registro de esta computadora no es auténtica, así que el registro queda sin enviar; avise a su administración.</translation>
    </message>
    <message>
        <source>The county's log is not the one this laptop was shown before: something in it was taken out or altered; tell your administrator.</source>
        <translation>El registro del condado no es el que se mostró antes a esta computadora: algo se quitó o se alteró; avise a su administración.</translation>
    </message>
    <message>
        <source>The county's log does not hold what this laptop sent to it; tell your administrator.</source>
        <translation>El registro del condado no contiene lo que esta computadora le envió; avise a su administración.</translation>
    </message>
    <message>
        <source>The county holds another log of this laptop than the one that is here; nothing was lost, tell your administrator.</source>
        <translation>El condado tiene otro registro de esta computadora que el que está aquí; no se perdió nada, avise a su administración.</translation>
    </message>
    <message>
        <source>The county's log does not take what it asks for.</source>
        <translation>El registro del condado no acepta lo que pide.</translation>
    </message>
    <message>
        <source>The county answered, but not for the log that was sent.</source>
        <translation>El condado respondió, pero no sobre el registro enviado.</translation>
    </message>
    <message>
        <source>Only a supervisor may read what others did in a case.</source>
        <translation>Solo una persona supervisora puede leer lo que otras hicieron en un caso.</translation>
    </message>
    <message>
        <source>The connection to the county broke off; the next sync goes on from there.</source>
        <translation>Se cortó la conexión con el condado; la próxima sincronización continuará desde ahí.</translation>
    </message>
    <message>
        <source>The server that answered is not the county this laptop was enrolled with; do not go on, tell your administrator.</source>
        <translation>El servidor que respondió no es el condado en el que se inscribió esta computadora; no siga y avise a su administrador.</translation>
    </message>
    <message>
        <source>This work does not follow the last work of this laptop; unlock again and repeat what you did last.</source>
        <translation>Este trabajo no sigue al último de esta computadora; desbloquee de nuevo y repita lo último que hizo.</translation>
    </message>
    <message>
        <source>The passphrase does not open this laptop.</source>
        <translation>La frase de contraseña no abre esta computadora.</translation>
    </message>
    <message>
        <source>Check it and try again.</source>
        <translation>Revísela e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>An answer did not come from the county as it was asked; nothing of it was taken over, your work stays here. Sync again, and tell your administrator if it stays so.</source>
        <translation>Una respuesta no vino del condado tal como se pidió; no se tomó nada de ella y su trabajo queda aquí. Sincronice otra vez y avise a su administrador si sigue así.</translation>
    </message>
    <message>
        <source>The county signs with another key than the one this laptop was set up with; nothing was taken over, tell your administrator.</source>
        <translation>El condado firma con otra clave que aquella con la que se configuró esta computadora; no se tomó nada, avise a su administrador.</translation>
    </message>
    <message>
        <source>The county's server is away for now; your work stays here and goes out at the next sync.</source>
        <translation>El servidor del condado no está disponible por ahora; su trabajo queda aquí y sale en la próxima sincronización.</translation>
    </message>
    <message>
        <source>A part of a case on this laptop was not as the county has it and was fetched anew; if this happens again, tell your administrator.</source>
        <translation>Una parte de un caso en esta computadora no era como la tiene el condado y se trajo de nuevo; si vuelve a ocurrir, avise a su administrador.</translation>
    </message>
    <message>
        <source>The county answered for other cases; nothing was lost.</source>
        <translation>El condado respondió por otros casos; no se perdió nada.</translation>
    </message>
    <message>
        <source>This has changed since it was shown.</source>
        <translation>Esto cambió desde que se mostró.</translation>
    </message>
    <message>
        <source>Look at what stands there now, then decide.</source>
        <translation>Mire lo que hay ahora y decida después.</translation>
    </message>
    <message>
        <source>This is not a date.</source>
        <translation>Esto no es una fecha.</translation>
    </message>
    <message>
        <source>Write it as year-month-day.</source>
        <translation>Escríbala como año-mes-día.</translation>
    </message>
    <message>
        <source>This is not saved yet.</source>
        <translation>Esto aún no está guardado.</translation>
    </message>
    <message>
        <source>Mend what is marked, then save again.</source>
        <translation>Corrija lo marcado y guarde otra vez.</translation>
    </message>
    <message>
        <source>This record is not on this laptop any more.</source>
        <translation>Este registro ya no está en esta computadora.</translation>
    </message>
    <message>
        <source>Go back to the case.</source>
        <translation>Vuelva al caso.</translation>
    </message>
    <message>
        <source>The document has no title.</source>
        <translation>El documento no tiene título.</translation>
    </message>
    <message>
        <source>Say what it is, then save it.</source>
        <translation>Diga qué es y guárdelo.</translation>
    </message>
    <message>
        <source>The file changed while it was added.</source>
        <translation>El archivo cambió mientras se agregaba.</translation>
    </message>
    <message>
        <source>Close it elsewhere, then add it again.</source>
        <translation>Ciérrelo en el otro programa y agréguelo de nuevo.</translation>
    </message>
    <message>
        <source>This page cannot be shown.</source>
        <translation>No se puede mostrar esta página.</translation>
    </message>
    <message>
        <source>Save a copy to read it.</source>
        <translation>Guarde una copia para leerla.</translation>
    </message>
    <message>
        <source>The file is larger than 100 MB.</source>
        <translation>El archivo ocupa más de 100 MB.</translation>
    </message>
    <message>
        <source>Choose a smaller one.</source>
        <translation>Elija uno más pequeño.</translation>
    </message>
    <message>
        <source>This file is not a PDF that can be read here: it is damaged, locked by a password or something else.</source>
        <translation>Este archivo no es un PDF que se pueda leer aquí: está dañado, protegido con contraseña o es otra cosa.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Elija otro archivo.</translation>
    </message>
    <message>
        <source>The file could not be opened.</source>
        <translation>No se pudo abrir el archivo.</translation>
    </message>
    <message>
        <source>This file is not on this laptop.</source>
        <translation>Este archivo no está en esta computadora.</translation>
    </message>
    <message>
        <source>This document is not on this laptop.</source>
        <translation>Este documento no está en esta computadora.</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>No eligió nada.</translation>
    </message>
    <message>
        <source>Choose what happened, then start the clocks.</source>
        <translation>Elija qué pasó y después inicie los plazos.</translation>
    </message>
    <message>
        <source>The information lies in the future.</source>
        <translation>La información está en el futuro.</translation>
    </message>
    <message>
        <source>Choose when it was received.</source>
        <translation>Elija cuándo se recibió.</translation>
    </message>
    <message>
        <source>This file was altered or cut short on its way; nothing was changed. Ask the county to take your file again, which writes the answer anew.</source>
        <translation>Este archivo se alteró o se cortó en el camino; no se cambió nada. Pida al condado que tome su archivo otra vez; así escribe de nuevo la respuesta.</translation>
    </message>
    <message>
        <source>This answer is too old to be read; nothing was changed. Write a new file for the county.</source>
        <translation>Esta respuesta es demasiado antigua para leerse; no se cambió nada. Escriba un archivo nuevo para el condado.</translation>
    </message>
    <message>
        <source>This answer did not come from the county as it was asked; nothing of it was taken over, your work stays here. Tell your administrator.</source>
        <translation>Esta respuesta no vino del condado tal como se le preguntó; no se tomó nada de ella, su trabajo queda aquí. Avise a su administrador.</translation>
    </message>
    <message>
        <source>The county has more for this laptop than one stick carries; write another file for it.</source>
        <translation>El condado tiene más para esta computadora de lo que lleva una memoria; escriba otro archivo para ella.</translation>
    </message>
    <message>
        <source>This answer is for another laptop, or for a file whose answer was read already; nothing was changed.</source>
        <translation>Esta respuesta es de otra computadora, o de un archivo cuya respuesta ya se leyó; no se cambió nada.</translation>
    </message>
    <message>
        <source>The county has not given this laptop its key for sticks yet; sync once over the network, or ask your administrator to update the county's server.</source>
        <translation>El condado aún no ha dado a esta computadora su clave para memorias; sincronice una vez por la red, o pida a su administrador que actualice el servidor del condado.</translation>
    </message>
    <message>
        <source>Reading was stopped; read the same file again to go on.</source>
        <translation>Se detuvo la lectura; lea el mismo archivo otra vez para seguir.</translation>
    </message>
    <message>
        <source>There is not enough room on the stick; nothing was lost.</source>
        <translation>No hay espacio suficiente en la memoria; no se perdió nada.</translation>
    </message>
    <message>
        <source>Free some room or take another stick, then write again.</source>
        <translation>Libere espacio o use otra memoria y escriba de nuevo.</translation>
    </message>
    <message>
        <source>The stick may not be written; nothing was lost.</source>
        <translation>En la memoria no se puede escribir; no se perdió nada.</translation>
    </message>
    <message>
        <source>Unlock its write protection or take another one.</source>
        <translation>Quite su protección contra escritura o use otra.</translation>
    </message>
    <message>
        <source>The stick cannot be reached any more; nothing was lost.</source>
        <translation>Ya no se llega a la memoria; no se perdió nada.</translation>
    </message>
    <message>
        <source>Put it in again and repeat the step.</source>
        <translation>Insértela otra vez y repita el paso.</translation>
    </message>
    <message>
        <source>There is no answer of the county for this laptop here.</source>
        <translation>Aquí no hay ninguna respuesta del condado para esta computadora.</translation>
    </message>
    <message>
        <source>Let the county take your file first, or choose another folder.</source>
        <translation>Deje que el condado tome primero su archivo, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>This file is larger than any answer of the county; it was not read.</source>
        <translation>Este archivo es mayor que cualquier respuesta del condado; no se leyó.</translation>
    </message>
    <message>
        <source>Its unsent work is on the stick, sealed. Take the stick to the county, then read the answer here once more.</source>
        <translation>Su trabajo sin enviar está en la memoria, sellado. Lleve la memoria al condado y luego lea aquí la respuesta una vez más.</translation>
    </message>
    <message>
        <source>This file was written by a newer version of the program; update this end.</source>
        <translation>Este archivo lo escribió una versión más nueva del programa; actualice este lado.</translation>
    </message>
    <message>
        <source>This file is no bundle of Fieldfare, or it was cut short.</source>
        <translation>Este archivo no es de Fieldfare, o se cortó.</translation>
    </message>
    <message>
        <source>This file is not the one that belongs here; choose the other one.</source>
        <translation>Este no es el archivo que corresponde aquí; elija el otro.</translation>
    </message>
    <message>
        <source>A part of the county's answer could not be read; nothing of it was taken over.</source>
        <translation>Una parte de la respuesta del condado no se pudo leer; no se tomó nada de ella.</translation>
    </message>
    <message>
        <source>Say why it cannot wait.</source>
        <translation>Diga por qué no puede esperar.</translation>
    </message>
    <message>
        <source>The county does not know this person any more.</source>
        <translation>El condado ya no conoce a esta persona.</translation>
    </message>
    <message>
        <source>The county does not know this case.</source>
        <translation>El condado no conoce este caso.</translation>
    </message>
    <message>
        <source>Another number than the one you compared stands here now; compare it anew.</source>
        <translation>Aquí está ahora otro número que el que comparó; compárelo de nuevo.</translation>
    </message>
    <message>
        <source>This laptop does not have your organization's key yet; a colleague has to admit it.</source>
        <translation>Esta computadora todavía no tiene la llave de su organización; alguien de ella debe admitirla.</translation>
    </message>
    <message>
        <source>This laptop does not have the key of this note; ask a colleague of your organization.</source>
        <translation>Esta computadora no tiene la llave de esta nota; pregunte a alguien de su organización.</translation>
    </message>
    <message>
        <source>A release names who signs and to whom it shows the note, and is signed with words of the signer's own, eight letters at least.</source>
        <translation>Una liberación nombra a quien firma y a quién muestra la nota, y se firma con palabras propias de quien firma, de ocho letras como mínimo.</translation>
    </message>
    <message>
        <source>This note is not on this laptop any more.</source>
        <translation>Esta nota ya no está en esta computadora.</translation>
    </message>
    <message>
        <source>An emergency access has a reason and a second person who was told.</source>
        <translation>Un acceso de emergencia tiene un motivo y una segunda persona a quien se avisó.</translation>
    </message>
    <message>
        <source>A ground has an end; give its last day.</source>
        <translation>Una base tiene un final; indique su último día.</translation>
    </message>
    <message>
        <source>The release is not signed by the holder's representative; nothing may be shown.</source>
        <translation>La liberación no está firmada por quien representa al titular; no se puede mostrar nada.</translation>
    </message>
    <message>
        <source>The release is for another note, or for other words of this one.</source>
        <translation>La liberación es de otra nota, o de otras palabras de esta.</translation>
    </message>
    <message>
        <source>The release is not in force; ask for a new one.</source>
        <translation>La liberación no está en vigor; pida una nueva.</translation>
    </message>
    <message>
        <source>The release cannot be read; nothing may be shown.</source>
        <translation>La liberación no se puede leer; no se puede mostrar nada.</translation>
    </message>
    <message>
        <source>The release was signed for other people, or for another time.</source>
        <translation>La liberación se firmó para otras personas, o para otro tiempo.</translation>
    </message>
    <message>
        <source>A key that was passed on for this laptop is none of your organization's and was left out; all else was taken over. Notes sealed under it stay closed here: speak with your colleagues.</source>
        <translation>Una llave que se pasó para esta computadora no es de su organización y se dejó fuera; todo lo demás se tomó. Las notas selladas con ella quedan cerradas aquí: hable con sus colegas.</translation>
    </message>
    <message>
        <source>What is sealed here is no note of your organization's; speak with your colleagues.</source>
        <translation>Lo que está sellado aquí no es una nota de su organización; hable con sus colegas.</translation>
    </message>
    <message>
        <source>The list of who may open the organization's notes is another one than your colleague compared with you. Nothing was taken over; speak with them.</source>
        <translation>La lista de quién puede abrir las notas de la organización no es la que compararon con usted. No se tomó nada; hable con esa persona.</translation>
    </message>
    <message>
        <source>The county's cross-agency index is switched off.</source>
        <translation>El índice entre agencias del condado está apagado.</translation>
    </message>
    <message>
        <source>Only staff whom their agency's director designated may use the cross-agency index; ask your director.</source>
        <translation>Solo el personal que la dirección de su agencia designó puede usar el índice entre agencias; pregunte a su dirección.</translation>
    </message>
    <message>
        <source>Your designation for the cross-agency index has ended; your agency's director can renew it.</source>
        <translation>Su designación para el índice entre agencias ha terminado; la dirección de su agencia puede renovarla.</translation>
    </message>
    <message>
        <source>Administrators and analysts do not use the cross-agency index.</source>
        <translation>Los administradores y analistas no usan el índice entre agencias.</translation>
    </message>
    <message>
        <source>A substance use program enters nothing into the index: the county's definition does not allow it.</source>
        <translation>Un programa de uso de sustancias no anota nada en el índice: la definición del condado no lo permite.</translation>
    </message>
    <message>
        <source>The index may hold names, addresses, phones and birth of family and household, case numbers, whom to call and dates of contact, nothing else; take out: {field}.</source>
        <translation>El índice puede contener nombres, direcciones, teléfonos y nacimiento de la familia y del hogar, números de caso, a quién llamar y fechas de contacto, nada más; quite: {field}.</translation>
    </message>
    <message>
        <source>This is missing or holds more than the index may: {field}.</source>
        <translation>Esto falta o contiene más de lo que puede el índice: {field}.</translation>
    </message>
    <message>
        <source>A date of contact or of birth lies in the future.</source>
        <translation>Una fecha de contacto o de nacimiento está en el futuro.</translation>
    </message>
    <message>
        <source>Only cases you are assigned to can be entered by you.</source>
        <translation>Solo puede anotar casos que tiene asignados.</translation>
    </message>
    <message>
        <source>A colleague changed this entry meanwhile; look at it and save yours again.</source>
        <translation>Un colega cambió esta anotación entretanto; revísela y guarde la suya otra vez.</translation>
    </message>
    <message>
        <source>Give a name, a birth date or a case number; a birth date alone is too little.</source>
        <translation>Dé un nombre, una fecha de nacimiento o un número de caso; una fecha de nacimiento sola es muy poco.</translation>
    </message>
    <message>
        <source>Only the county's coordinators look after duplicates.</source>
        <translation>Solo los coordinadores del condado se ocupan de los duplicados.</translation>
    </message>
    <message>
        <source>The county answered, but not for the entries that were sent.</source>
        <translation>El condado respondió, pero no sobre las anotaciones que se enviaron.</translation>
    </message>
    <message>
        <source>The sheet holds only what is saved.</source>
        <translation>La hoja solo contiene lo que está guardado.</translation>
    </message>
    <message>
        <source>Save first, then try again.</source>
        <translation>Guarde primero y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>This does not fit on one page.</source>
        <translation>Esto no cabe en una página.</translation>
    </message>
    <message>
        <source>Shorten the longest texts and try again.</source>
        <translation>Acorte los textos más largos y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>This is no absence.</source>
        <translation>Esto no es una ausencia.</translation>
    </message>
    <message>
        <source>Open the absence and try again.</source>
        <translation>Abra la ausencia y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>This changed while you looked at it.</source>
        <translation>Esto cambió mientras usted lo miraba.</translation>
    </message>
    <message>
        <source>Look at it again, then decide.</source>
        <translation>Mírelo de nuevo y decida después.</translation>
    </message>
    <message>
        <source>Say what is to be changed.</source>
        <translation>Diga qué hay que cambiar.</translation>
    </message>
    <message>
        <source>Write it, then return it.</source>
        <translation>Escríbalo y devuélvalo después.</translation>
    </message>
    <message>
        <source>This is no referral.</source>
        <translation>Esto no es una referencia.</translation>
    </message>
    <message>
        <source>Open the referral and try again.</source>
        <translation>Abra la referencia e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>Diga por qué.</translation>
    </message>
    <message>
        <source>Write it, then answer.</source>
        <translation>Escríbalo y responda después.</translation>
    </message>
    <message>
        <source>Choose to whom it is passed on.</source>
        <translation>Elija a quién se pasa.</translation>
    </message>
    <message>
        <source>This laptop has not heard from the county yet who works there, and the county cannot be reached now; sync once, then try again.</source>
        <translation>Esta computadora todavía no sabe por el condado quién trabaja allí, y ahora no se puede alcanzar el condado; sincronice una vez e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Say why it is taken back, in a few words.</source>
        <translation>Diga en pocas palabras por qué se retira.</translation>
    </message>
    <message>
        <source>This is not on this laptop any more; sync, then try again.</source>
        <translation>Esto ya no está en esta computadora; sincronice e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What was shown to whom is asked of the county, and the county cannot be reached now; connect to the network, then try again.</source>
        <translation>Lo que se mostró y a quién se pregunta al condado, y ahora no se puede alcanzar el condado; conéctese a la red e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The county answered, but not for the decisions that were sent.</source>
        <translation>El condado respondió, pero no a las decisiones que se enviaron.</translation>
    </message>
    <message>
        <source>This is no photograph.</source>
        <translation>Esto no es una fotografía.</translation>
    </message>
    <message>
        <source>Choose another one, or none.</source>
        <translation>Elija otra, o ninguna.</translation>
    </message>
    <message>
        <source>The county's server is older than this program and does not know a part of it yet; what needs that part stays on this laptop until the server is updated.</source>
        <translation>El servidor del condado es más antiguo que este programa y todavía no conoce una parte de él; lo que necesita esa parte queda en esta computadora hasta que se actualice el servidor.</translation>
    </message>
    <message>
        <source>The county sends something that only a newer version of this program understands; it stays at the county and comes once this laptop is updated.</source>
        <translation>El condado envía algo que solo entiende una versión más nueva de este programa; queda en el condado y llega cuando se actualice esta computadora.</translation>
    </message>
    <message>
        <source>Write it, then part the cases.</source>
        <translation>Escríbalo y separe los casos después.</translation>
    </message>
    <message>
        <source>These cases are not joined any more.</source>
        <translation>Estos casos ya no están unidos.</translation>
    </message>
    <message>
        <source>These are no minutes.</source>
        <translation>Esto no es un acta.</translation>
    </message>
    <message>
        <source>Open the minutes and try again.</source>
        <translation>Abra el acta e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <source>Nothing was changed on this laptop.</source>
        <translation>En esta computadora no se cambió nada.</translation>
    </message>
    <message>
        <source>The county has your last edit already, so it is not taken back.</source>
        <translation>El condado ya tiene su último cambio, así que no se deshace.</translation>
    </message>
    <message>
        <source>Open the record and change it again.</source>
        <translation>Abra el registro y cámbielo de nuevo.</translation>
    </message>
    <message>
        <source>What is signed or noted is not taken back.</source>
        <translation>Lo firmado o anotado no se deshace.</translation>
    </message>
    <message>
        <source>Write a further record that corrects it.</source>
        <translation>Escriba otro registro que lo corrija.</translation>
    </message>
    <message>
        <source>Your last work began a record, and a record stays.</source>
        <translation>Su último trabajo inició un registro, y un registro permanece.</translation>
    </message>
    <message>
        <source>Open it to change or end it.</source>
        <translation>Ábralo para cambiarlo o terminarlo.</translation>
    </message>
    <message>
        <source>A decision about a disagreement is not taken back.</source>
        <translation>Una decisión sobre un desacuerdo no se deshace.</translation>
    </message>
    <message>
        <source>People disagree about what you wrote last, so it stays beside what they wrote.</source>
        <translation>Hay desacuerdo sobre lo último que usted escribió, así que queda junto a lo de las demás personas.</translation>
    </message>
    <message>
        <source>Decide on the conflict desk.</source>
        <translation>Decida en la mesa de conflictos.</translation>
    </message>
    <message>
        <source>Decide again where it was decided.</source>
        <translation>Decida de nuevo donde se decidió.</translation>
    </message>
    <message>
        <source>Your last edit may not be changed any more.</source>
        <translation>Su último cambio ya no se puede modificar.</translation>
    </message>
    <message>
        <source>Sync, then look at the case.</source>
        <translation>Sincronice y luego revise el caso.</translation>
    </message>
    <message>
        <source>This folder holds no training county; nothing was removed.</source>
        <translation>Esta carpeta no contiene un condado de práctica; no se quitó nada.</translation>
    </message>
    <message>
        <source>The signed paper cannot be read; choose it again.</source>
        <translation>No se puede leer el papel firmado; elíjalo de nuevo.</translation>
    </message>
    <message>
        <source>This answer of the index is not here any more; ask again.</source>
        <translation>Esta respuesta del índice ya no está aquí; pregunte de nuevo.</translation>
    </message>
    <message>
        <source>This county runs no clock for that.</source>
        <translation>Este condado no lleva ningún plazo para eso.</translation>
    </message>
    <message>
        <source>Write a contact note about it.</source>
        <translation>Escriba una nota de contacto sobre ello.</translation>
    </message>
    <message>
        <source>This meeting is not on this laptop.</source>
        <translation>Esta reunión no está en esta computadora.</translation>
    </message>
    <message>
        <source>Nothing is written that could be signed.</source>
        <translation>No hay nada escrito que se pueda firmar.</translation>
    </message>
    <message>
        <source>Write it down first.</source>
        <translation>Escríbalo primero.</translation>
    </message>
    <message>
        <source>The county’s list does not name this person’s role.</source>
        <translation>La lista del condado no indica la función de esta persona.</translation>
    </message>
    <message>
        <source>Choose again.</source>
        <translation>Elija otra vez.</translation>
    </message>
    <message>
        <source>Choose another youth.</source>
        <translation>Elija a otro joven.</translation>
    </message>
    <message>
        <source>This cannot be the record of a youth.</source>
        <translation>Esto no puede ser el registro de un joven.</translation>
    </message>
    <message>
        <source>Give a name of at most 200 characters and an age from 0 to 25, then try again.</source>
        <translation>Dé un nombre de 200 caracteres como máximo y una edad de 0 a 25, y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The birth date lies in the future.</source>
        <translation>La fecha de nacimiento está en el futuro.</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>Corríjala y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>A meeting is not taken back, since it stands in several cases.</source>
        <translation>Una reunión no se deshace, porque está en varios casos.</translation>
    </message>
    <message>
        <source>Open the meeting and change it there.</source>
        <translation>Abra la reunión y cámbiela allí.</translation>
    </message>
    <message>
        <source>This laptop knows of no ground that lets this person read any of it.</source>
        <translation>Esta computadora no conoce ninguna base que permita a esta persona leer algo de ello.</translation>
    </message>
    <message>
        <source>Share first, or choose somebody else.</source>
        <translation>Comparta primero o elija a otra persona.</translation>
    </message>
    <message>
        <source>This laptop does not know this person.</source>
        <translation>Esta computadora no conoce a esta persona.</translation>
    </message>
    <message>
        <source>There is nothing more to take back.</source>
        <translation>No hay nada más que deshacer.</translation>
    </message>
    <message>
        <source>What came before began a record, is signed or noted, or is with the county already; open it to change it.</source>
        <translation>Lo anterior inició un registro, está firmado o anotado, o ya lo tiene el condado; ábralo para cambiarlo.</translation>
    </message>
    <message>
        <source>Nothing was taken back last, so nothing comes again.</source>
        <translation>Lo último no fue deshacer algo, así que no hay nada que traer de nuevo.</translation>
    </message>
    <message>
        <source>This code is of no recovery key on your organization's list: a letter may be another one, or the paper was taken off the list. Compare it and type it again.</source>
        <translation>Este código no es de ninguna clave de recuperación de la lista de su organización: puede que una letra sea otra, o que el papel se haya quitado de la lista. Compárelo y escríbalo de nuevo.</translation>
    </message>
    <message>
        <source>Your organization's list has not begun on this laptop; only a member makes a recovery key.</source>
        <translation>La lista de su organización no ha empezado en esta computadora; solo un miembro hace una clave de recuperación.</translation>
    </message>
    <message>
        <source>Your organization has no list at the county yet; begin one.</source>
        <translation>Su organización todavía no tiene una lista en el condado; empiece una.</translation>
    </message>
    <message>
        <source>The county did not hand over what is sealed to this recovery key; its server may be an older one. Nothing was changed.</source>
        <translation>El condado no entregó lo que está sellado para esta clave de recuperación; puede que su servidor sea de una versión anterior. No se cambió nada.</translation>
    </message>
    <message>
        <source>The code is not whole: it has seven groups of four letters.</source>
        <translation>El código no está completo: tiene siete grupos de cuatro letras.</translation>
    </message>
    <message>
        <source>The case left this laptop while the file was added.</source>
        <translation>El caso salió de esta computadora mientras se agregaba el archivo.</translation>
    </message>
    <message>
        <source>Look whether it is there again, then add the file again.</source>
        <translation>Vea si está aquí de nuevo y agregue el archivo otra vez.</translation>
    </message>
    <message>
        <source>This worker's log says of cases what the county has not heard yet, so it stays; unlock, sync, and try again.</source>
        <translation>El registro de esta persona dice de casos lo que el condado aún no ha oído, así que se queda; desbloquee, sincronice e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>A file or an answer in this laptop's store was altered and does not open; the rest can be used, keep this laptop as it is and tell your administrator.</source>
        <translation>Un archivo o una respuesta guardados en esta computadora fueron alterados y no se abren; lo demás se puede usar. Deje la computadora como está y avise a su administrador.</translation>
    </message>
    <message>
        <source>What you wrote yourself has not been sent yet.</source>
        <translation>Lo que usted escribió aún no se ha enviado.</translation>
    </message>
    <message>
        <source>Sync first, then decide.</source>
        <translation>Sincronice primero y decida después.</translation>
    </message>
    <message>
        <source>The draft {draft} is not open on this laptop; start it again.</source>
        <translation>El borrador {draft} no está abierto en esta computadora; comience de nuevo.</translation>
    </message>
    <message>
        <source>The file is larger than {megabytes} MB; choose a smaller one.</source>
        <translation>El archivo pesa más de {megabytes} MB; elija uno más pequeño.</translation>
    </message>
    <message>
        <source>The disk holding {path} is too full for this file; free some space and try again, nothing was lost.</source>
        <translation>El disco de {path} está demasiado lleno para este archivo; libere espacio e inténtelo de nuevo, no se perdió nada.</translation>
    </message>
    <message>
        <source>The case store could not do what the program asked ({code}); unlock again and report this, nothing saved before was lost.</source>
        <translation>El almacén de casos no pudo hacer lo que el programa pidió ({code}); desbloquee de nuevo e informe de esto, no se perdió nada de lo guardado antes.</translation>
    </message>
    <message>
        <source>The case store {path} is not encrypted and will not be used; move it away and tell your administrator.</source>
        <translation>El almacén de casos {path} no está cifrado y no se usará; retírelo y avise a su administrador.</translation>
    </message>
    <message>
        <source>There is no case store at {path}; put back a copy of it from your backup, or set this laptop up again.</source>
        <translation>No hay ningún almacén de casos en {path}; reponga una copia de su respaldo o configure de nuevo esta computadora.</translation>
    </message>
    <message>
        <source>The disk holding {path} is full; free some space and unlock again, nothing saved before was lost.</source>
        <translation>El disco de {path} está lleno; libere espacio y desbloquee de nuevo, no se perdió nada de lo guardado antes.</translation>
    </message>
    <message>
        <source>The case store {path} may not be written; ask your administrator for write access to its folder.</source>
        <translation>No se puede escribir en el almacén de casos {path}; pida a su administrador permiso de escritura en su carpeta.</translation>
    </message>
    <message>
        <source>The case store {path} is already open; close the other window of this program.</source>
        <translation>El almacén de casos {path} ya está abierto; cierre la otra ventana de este programa.</translation>
    </message>
    <message>
        <source>The case store {path} is damaged; keep the file, put back a copy from your backup and tell your administrator.</source>
        <translation>El almacén de casos {path} está dañado; conserve el archivo, reponga una copia de su respaldo y avise a su administrador.</translation>
    </message>
    <message>
        <source>The case store {path} could not be read or written; check that its drive is connected and unlock again.</source>
        <translation>No se pudo leer o escribir el almacén de casos {path}; revise que su unidad esté conectada y desbloquee de nuevo.</translation>
    </message>
    <message>
        <source>{path} could not be read or written ({reason}); check that its drive is connected and try again.</source>
        <translation>No se pudo leer o escribir {path} ({reason}); revise que su unidad esté conectada e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The disk holding {path} is full; free some space and try again, nothing saved before was lost.</source>
        <translation>El disco de {path} está lleno; libere espacio e inténtelo de nuevo, no se perdió nada de lo guardado antes.</translation>
    </message>
    <message>
        <source>{path} may not be written; ask your administrator for write access to its folder.</source>
        <translation>No se puede escribir {path}; pida a su administrador permiso de escritura en su carpeta.</translation>
    </message>
    <message>
        <source>The form {form} version {version} is here with other content.</source>
        <translation>El formulario {form} versión {version} ya está aquí con otro contenido.</translation>
    </message>
    <message>
        <source>The case store {path} is not the one this laptop closed last; an older copy of it or of a part was put back. Keep it, put the newest copy back, or ask your administrator.</source>
        <translation>El almacén de casos {path} no es el que esta computadora cerró la última vez; se repuso una copia anterior de él o de una parte. Consérvelo, reponga la copia más reciente o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>The copy of {path} with its new key is not whole; the store is as it was, report this.</source>
        <translation>La copia de {path} con su clave nueva no está completa; el almacén está como estaba, informe de esto.</translation>
    </message>
    <message>
        <source>This worker's store holds work the county does not have (pieces of work: {operations}, drafts: {drafts}, files: {files}, half-written notes: {notes}, entries of the index: {entries}, decisions about sharing: {sharing}), so it stays; sync, or write it sealed to the county's key with `fieldfare vault export-outbox`, and ask your administrator before you try again.</source>
        <translation>El almacén de esta persona guarda trabajo que el condado no tiene (trabajos: {operations}, borradores: {drafts}, archivos: {files}, notas a medio escribir: {notes}, entradas del índice: {entries}, decisiones sobre compartir: {sharing}), así que se queda; sincronice, o escríbalo sellado con la clave del condado con `fieldfare vault export-outbox`, y pregunte a su administrador antes de intentarlo de nuevo.</translation>
    </message>
    <message>
        <source>Beside this worker's store lie {aside} that were set aside and may hold unsent work, so they stay; have them recovered with `fieldfare vault recover` first.</source>
        <translation>Junto al almacén de esta persona hay {aside} que se apartaron y pueden guardar trabajo sin enviar, así que se quedan; haga que se recuperen antes con `fieldfare vault recover`.</translation>
    </message>
    <message>
        <source>The case store {path} is whole, so there is nothing to recover; unlock it.</source>
        <translation>El almacén de casos {path} está completo, así que no hay nada que recuperar; desbloquéelo.</translation>
    </message>
    <message>
        <source>The case store {path} was written by a newer version of this program; update the program, the store has not been changed.</source>
        <translation>El almacén de casos {path} lo escribió una versión más nueva de este programa; actualice el programa, el almacén no ha cambiado.</translation>
    </message>
    <message>
        <source>The case store {path} does not fit together; after a crash a part of it was damaged, or an older part put back. Have it looked at with `fieldfare vault inspect`.</source>
        <translation>Las partes del almacén de casos {path} no concuerdan; tras una caída se dañó una parte o se repuso una anterior. Haga que se revise con `fieldfare vault inspect`.</translation>
    </message>
    <message>
        <source>The case store {path} did not survive its update; the store from before is in its place, report this.</source>
        <translation>El almacén de casos {path} no resistió su actualización; en su lugar está el almacén de antes, informe de esto.</translation>
    </message>
    <message>
        <source>Nothing in the case store {path} can be read with this vault's key; keep the file and tell your administrator.</source>
        <translation>Con la clave de esta bóveda no se puede leer nada del almacén de casos {path}; conserve el archivo y avise a su administrador.</translation>
    </message>
    <message>
        <source>The case store {path} is open; close the window of this program first.</source>
        <translation>El almacén de casos {path} está abierto; cierre antes la ventana de este programa.</translation>
    </message>
    <message>
        <source>The file {path} with this laptop's part of the key is damaged; put back a copy of it from your backup, or ask your administrator for recovery.</source>
        <translation>El archivo {path} con la parte de la clave de esta computadora está dañado; reponga una copia de su respaldo o pida a su administrador la recuperación.</translation>
    </message>
    <message>
        <source>The vault header {path} is damaged; put back a copy of it from your backup, the store beside it has not been touched.</source>
        <translation>El encabezado de la bóveda {path} está dañado; reponga una copia de su respaldo, el almacén que está al lado no se ha tocado.</translation>
    </message>
    <message>
        <source>The vault in {path} protects its key less than this program accepts; ask your administrator to restore it from a copy.</source>
        <translation>La bóveda de {path} protege su clave menos de lo que este programa acepta; pida a su administrador que la restaure de una copia.</translation>
    </message>
    <message>
        <source>The vault in {path} was made by a newer version of this program; update the program.</source>
        <translation>La bóveda de {path} la hizo una versión más nueva de este programa; actualice el programa.</translation>
    </message>
    <message>
        <source>There is no vault in {folder}; set this laptop up first.</source>
        <translation>No hay ninguna bóveda en {folder}; configure primero esta computadora.</translation>
    </message>
    <message>
        <source>The vault header {path} is an older copy of the one this laptop wrote last; put the newest copy back or ask your administrator for recovery.</source>
        <translation>El encabezado de la bóveda {path} es una copia anterior al último que escribió esta computadora; reponga la copia más reciente o pida a su administrador la recuperación.</translation>
    </message>
    <message>
        <source>Too many wrong passphrases; wait {minutes} more minutes, or call your administrator for a release code.</source>
        <translation>Demasiadas frases de contraseña equivocadas; espere {minutes} minutos más o pida a su administrador un código de liberación.</translation>
    </message>
    <message>
        <source>There is already a vault in {folder}; unlock it, or choose another folder.</source>
        <translation>Ya hay una bóveda en {folder}; desbloquéela o elija otra carpeta.</translation>
    </message>
    <message>
        <source>The recovery file is for another state of {path}; copy that to the county anew.</source>
        <translation>El archivo de recuperación es de otro estado de {path}; cópielo de nuevo al condado.</translation>
    </message>
    <message>
        <source>The county's answer (code {status}) could not be read; nothing was changed. Try again later.</source>
        <translation>No se pudo leer la respuesta del condado (código {status}); no se cambió nada. Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county's address must begin with https://, not {address}.</source>
        <translation>La dirección del condado debe comenzar con https://, no {address}.</translation>
    </message>
    <message>
        <source>{address} is not an address; give https://host:port.</source>
        <translation>{address} no es una dirección; indique https://servidor:puerto.</translation>
    </message>
    <message>
        <source>The file is larger than the {most} bytes allowed.</source>
        <translation>El archivo pesa más que los {most} bytes permitidos.</translation>
    </message>
    <message>
        <source>A part of a file is larger than the {most} bytes allowed.</source>
        <translation>Una parte de un archivo pesa más que los {most} bytes permitidos.</translation>
    </message>
    <message>
        <source>The message is larger than the {most} bytes allowed.</source>
        <translation>El mensaje pesa más que los {most} bytes permitidos.</translation>
    </message>
    <message>
        <source>The message could not be read: {where}: {fault}.</source>
        <translation>No se pudo leer el mensaje: {where}: {fault}.</translation>
    </message>
    <message>
        <source>The message unpacks to more than the {most} bytes allowed.</source>
        <translation>Descomprimido, el mensaje pesa más que los {most} bytes permitidos.</translation>
    </message>
    <message>
        <source>Operation {number} holds a value that cannot be signed.</source>
        <translation>La operación {number} contiene un valor que no se puede firmar.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} days ahead of the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} días adelantado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} hours ahead of the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} horas adelantado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} minutes ahead of the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} minutos adelantado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} days behind the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} días atrasado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} hours behind the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} horas atrasado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {count} minutes behind the county's; set date and time, then sync again.</source>
        <translation>El reloj de esta computadora va {count} minutos atrasado respecto al del condado; ajuste la fecha y la hora y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The message speaks protocol {named}, this end speaks {spoken}; the older of the two must be updated, your work stays here until then.</source>
        <translation>El mensaje usa el protocolo {named} y este lado usa {spoken}; hay que actualizar el más antiguo de los dos, su trabajo se queda aquí hasta entonces.</translation>
    </message>
    <message>
        <source>{file} holds no certificate; choose the .pem file.</source>
        <translation>{file} no contiene ningún certificado; elija el archivo .pem.</translation>
    </message>
    <message>
        <source>This laptop is set up already; its work is in {folder}. Say --another to set up a second worker on it.</source>
        <translation>Esta computadora ya está configurada; su trabajo está en {folder}. Use --another para configurar en ella a una segunda persona.</translation>
    </message>
    <message>
        <source>The passphrase is too weak: use at least {short} characters with upper and lower case, a digit and a sign, or at least {long} characters.</source>
        <translation>La frase de contraseña es demasiado débil: use al menos {short} caracteres con mayúsculas, minúsculas, un dígito y un signo, o al menos {long} caracteres.</translation>
    </message>
    <message>
        <source>The certificate {file} cannot be read; choose the .pem file you got.</source>
        <translation>No se puede leer el certificado {file}; elija el archivo .pem que recibió.</translation>
    </message>
    <message>
        <source>The case store {path} is damaged; keep the file and tell your administrator, `fieldfare vault recover` saves what can be read.</source>
        <translation>El almacén de casos {path} está dañado; conserve el archivo y avise a su administrador, `fieldfare vault recover` salva lo que se pueda leer.</translation>
    </message>
    <message>
        <source>The county's server is busy; your work is kept and goes out at the next sync.</source>
        <translation>El servidor del condado está ocupado; su trabajo se conserva y sale con la próxima sincronización.</translation>
    </message>
    <message>
        <source>The county has suspended this laptop; speak with your administrator.</source>
        <translation>El condado ha suspendido esta computadora; hable con su administrador.</translation>
    </message>
    <message>
        <source>This laptop's access was taken back; speak with your administrator.</source>
        <translation>Se retiró el acceso de esta computadora; hable con su administrador.</translation>
    </message>
    <message>
        <source>The county does not know this laptop; ask your administrator for an invite.</source>
        <translation>El condado no conoce esta computadora; pida una invitación a su administrador.</translation>
    </message>
    <message>
        <source>This request was received before and is not done twice.</source>
        <translation>Esta petición ya se recibió y no se hace dos veces.</translation>
    </message>
    <message>
        <source>The request was cut short; send it again.</source>
        <translation>La petición se cortó; envíela de nuevo.</translation>
    </message>
    <message>
        <source>This holds characters that the county cannot keep; nothing of it was taken.</source>
        <translation>Esto contiene caracteres que el condado no puede guardar; no se tomó nada.</translation>
    </message>
    <message>
        <source>Your supervisor has not compared this laptop's six digits yet.</source>
        <translation>Su supervisor aún no ha comparado los seis dígitos de esta computadora.</translation>
    </message>
    <message>
        <source>This invite is too old; ask your administrator for a new one.</source>
        <translation>Esta invitación es demasiado antigua; pida una nueva a su administrador.</translation>
    </message>
    <message>
        <source>This invite or this laptop's key has been used already; ask your administrator for a new invite.</source>
        <translation>Esta invitación o la clave de esta computadora ya se usó; pida una invitación nueva a su administrador.</translation>
    </message>
    <message>
        <source>The county does not know this invite; check it letter by letter.</source>
        <translation>El condado no conoce esta invitación; revísela letra por letra.</translation>
    </message>
    <message>
        <source>A later message of this laptop came before this one; sync again.</source>
        <translation>Antes de este mensaje llegó uno posterior de esta computadora; sincronice de nuevo.</translation>
    </message>
    <message>
        <source>The county has begun a new feed since this laptop's last sync; it pulls anew.</source>
        <translation>El condado comenzó una lista nueva desde la última sincronización de esta computadora; se trae todo de nuevo.</translation>
    </message>
    <message>
        <source>Somebody decides about this work just now; it goes again with the next sync.</source>
        <translation>Alguien está decidiendo ahora sobre este trabajo; sale de nuevo con la próxima sincronización.</translation>
    </message>
    <message>
        <source>The county's certificate is not valid on this laptop's date; set date and time, and tell your administrator if they are right.</source>
        <translation>El certificado del condado no es válido en la fecha de esta computadora; ajuste la fecha y la hora, y avise a su administrador si son correctas.</translation>
    </message>
    <message>
        <source>The laptop's certificate has ended; ask your administrator to renew it.</source>
        <translation>El certificado de la computadora ha vencido; pida a su administrador que lo renueve.</translation>
    </message>
    <message>
        <source>The system's keystore does not answer; log on to the computer again, and ask your administrator if it stays so.</source>
        <translation>El almacén de claves del sistema no responde; inicie sesión de nuevo en la computadora y pregunte a su administrador si sigue así.</translation>
    </message>
    <message>
        <source>The part of the key that this computer keeps is no longer there; nothing is lost, ask your administrator to recover the vault with the county's key.</source>
        <translation>La parte de la clave que guarda esta computadora ya no está; no se perdió nada, pida a su administrador que recupere la bóveda con la clave del condado.</translation>
    </message>
    <message>
        <source>What this laptop remembers of its own store was altered; nothing is opened, ask your administrator for recovery.</source>
        <translation>Se alteró lo que esta computadora recuerda de su propio almacén; no se abre nada, pida a su administrador la recuperación.</translation>
    </message>
    <message>
        <source>This vault asks for its security key; plug it in, unlock again and touch it.</source>
        <translation>Esta bóveda pide su llave de seguridad; conéctela, desbloquee de nuevo y tóquela.</translation>
    </message>
    <message>
        <source>This vault's key is being changed; unlock it once, which finishes that, and try again.</source>
        <translation>Se está cambiando la clave de esta bóveda; desbloquéela una vez, con lo que termina el cambio, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The passphrase is too weak: it is made of words or signs that are guessed first; put more of your own in it.</source>
        <translation>La frase de contraseña es demasiado débil: está hecha de palabras o signos que se adivinan primero; ponga más de lo suyo.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Detenido; no se escribió nada.</translation>
    </message>
    <message>
        <source>The request's signature does not match its content.</source>
        <translation>La firma de la petición no corresponde a su contenido.</translation>
    </message>
    <message>
        <source>The message is damaged or was cut short.</source>
        <translation>El mensaje está dañado o se cortó.</translation>
    </message>
    <message>
        <source>The training county is still starting; try again in a moment.</source>
        <translation>El condado de práctica todavía está arrancando; inténtelo en un momento.</translation>
    </message>
    <message>
        <source>A case store is already in {folder}; unlock it.</source>
        <translation>Ya hay un almacén de casos en {folder}; desbloquéelo.</translation>
    </message>
    <message>
        <source>A line of the log is not in the log's form.</source>
        <translation>Una línea del registro no tiene la forma del registro.</translation>
    </message>
    <message>
        <source>This is no sealed outbox; choose the file the laptop wrote.</source>
        <translation>Esto no es una bandeja de salida sellada; elija el archivo que escribió la computadora.</translation>
    </message>
    <message>
        <source>This file holds no key of the county's; choose the right one.</source>
        <translation>Este archivo no contiene ninguna clave del condado; elija el correcto.</translation>
    </message>
    <message>
        <source>The sealed outbox was written by another version of the program; open it with the newest one.</source>
        <translation>Otra versión del programa escribió esta bandeja de salida sellada; ábrala con la más reciente.</translation>
    </message>
    <message>
        <source>These are not the two shares of one county key; take one file from each person.</source>
        <translation>Estas no son las dos partes de una misma clave del condado; tome un archivo de cada persona.</translation>
    </message>
    <message>
        <source>The two shares do not make the county's key; get them anew.</source>
        <translation>Las dos partes no forman la clave del condado; consígalas de nuevo.</translation>
    </message>
    <message>
        <source>This vault was made without a county recovery key; only its passphrase opens it.</source>
        <translation>Esta bóveda se hizo sin clave de recuperación del condado; solo la abre su frase de contraseña.</translation>
    </message>
    <message>
        <source>This is no vault.json that can be recovered; copy the file from the laptop again.</source>
        <translation>Este no es un vault.json que se pueda recuperar; copie de nuevo el archivo de la computadora.</translation>
    </message>
    <message>
        <source>The code does not open this recovery file; ask the county to read it once more.</source>
        <translation>El código no abre este archivo de recuperación; pida al condado que lo lea otra vez.</translation>
    </message>
    <message>
        <source>This is no public key of `recovery make-key`; give its .pub file.</source>
        <translation>Esta no es una clave pública de `recovery make-key`; indique su archivo .pub.</translation>
    </message>
    <message>
        <source>This laptop is not a member of the organization; admit it first.</source>
        <translation>Esta computadora no es miembro de la organización; admítala primero.</translation>
    </message>
    <message>
        <source>The county's sealing key has the wrong length.</source>
        <translation>La clave con la que sella el condado tiene una longitud incorrecta.</translation>
    </message>
    <message>
        <source>The county's opening key has the wrong length.</source>
        <translation>La clave con la que abre el condado tiene una longitud incorrecta.</translation>
    </message>
    <message>
        <source>The sealed box is cut short; get a whole copy of it.</source>
        <translation>Lo sellado está incompleto; consiga una copia entera.</translation>
    </message>
    <message>
        <source>The sealed box does not open with this key; it was made for another county key or was altered.</source>
        <translation>Lo sellado no se abre con esta clave; se hizo para otra clave del condado o se alteró.</translation>
    </message>
    <message>
        <source>An answer is a text, a number, a date or choices, not a yes/no.</source>
        <translation>Una respuesta es un texto, un número, una fecha u opciones, no un sí o no.</translation>
    </message>
    <message>
        <source>The form takes more memory than a form may use; make it smaller.</source>
        <translation>El formulario ocupa más memoria de la que puede usar un formulario; hágalo más pequeño.</translation>
    </message>
    <message>
        <source>Reading the form was cancelled.</source>
        <translation>Se canceló la lectura del formulario.</translation>
    </message>
    <message>
        <source>The form's groups are nested too deeply; flatten them.</source>
        <translation>Los grupos del formulario están anidados con demasiada profundidad; aplánelos.</translation>
    </message>
    <message>
        <source>The sheets break XLSForm's rules in a way that could not be placed; compare their columns with a form that works.</source>
        <translation>Las hojas rompen las reglas de XLSForm de un modo que no se pudo ubicar; compare sus columnas con un formulario que funcione.</translation>
    </message>
    <message>
        <source>The file is not a spreadsheet (.xlsx), or it is damaged or protected by a password; save it again without a password.</source>
        <translation>El archivo no es una hoja de cálculo (.xlsx), o está dañado o protegido con contraseña; guárdelo de nuevo sin contraseña.</translation>
    </message>
    <message>
        <source>The spreadsheet cannot be read; save it again as .xlsx.</source>
        <translation>No se puede leer la hoja de cálculo; guárdela de nuevo como .xlsx.</translation>
    </message>
    <message>
        <source>The form's public key cannot be read; put the key of its author in the settings.</source>
        <translation>No se puede leer la clave pública del formulario; ponga la clave de su autor en la configuración.</translation>
    </message>
    <message>
        <source>There is nothing to save; choose at least one filled form.</source>
        <translation>No hay nada que guardar; elija al menos un formulario contestado.</translation>
    </message>
    <message>
        <source>The form has no model to put behind a gate.</source>
        <translation>El formulario no tiene un modelo que se pueda proteger.</translation>
    </message>
    <message>
        <source>The XML is not an XForm: it has no head, model or body.</source>
        <translation>El XML no es un XForm: no tiene encabezado, modelo o cuerpo.</translation>
    </message>
    <message>
        <source>The form has no instance, so there is nothing to fill.</source>
        <translation>El formulario no tiene ninguna instancia, así que no hay nada que contestar.</translation>
    </message>
    <message>
        <source>The instrument that arrived cannot be read.</source>
        <translation>No se puede leer el instrumento que llegó.</translation>
    </message>
    <message>
        <source>The form's calculations do not come to an end; mend them.</source>
        <translation>Los cálculos del formulario no terminan nunca; corríjalos.</translation>
    </message>
    <message>
        <source>The form sets its own values without an end; mend it.</source>
        <translation>El formulario cambia sus propios valores sin fin; corríjalo.</translation>
    </message>
    <message>
        <source>The form's expressions ask for too much work; simplify them.</source>
        <translation>Las expresiones del formulario piden demasiado trabajo; simplifíquelas.</translation>
    </message>
    <message>
        <source>The form itself decides how many of these there are.</source>
        <translation>El propio formulario decide cuántas de estas partes hay.</translation>
    </message>
    <message>
        <source>This part of the form cannot be removed.</source>
        <translation>Esta parte del formulario no se puede quitar.</translation>
    </message>
    <message>
        <source>This part of the form was removed before.</source>
        <translation>Esta parte del formulario ya se había quitado.</translation>
    </message>
    <message>
        <source>There is nothing to bring back.</source>
        <translation>No hay nada que recuperar.</translation>
    </message>
    <message>
        <source>The file is an archive but not a spreadsheet; save it as .xlsx.</source>
        <translation>El archivo es un archivo comprimido, no una hoja de cálculo; guárdelo como .xlsx.</translation>
    </message>
    <message>
        <source>The file is empty; save the form again.</source>
        <translation>El archivo está vacío; guarde el formulario de nuevo.</translation>
    </message>
    <message>
        <source>The workbook is protected by a password; open it, remove the password, save it and try again.</source>
        <translation>El libro está protegido con contraseña; ábralo, quítela, guárdelo e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The workbook declares a document type, which spreadsheet programs never do; copy its sheets into a new workbook.</source>
        <translation>El libro declara un tipo de documento, cosa que los programas de hojas de cálculo nunca hacen; copie sus hojas en un libro nuevo.</translation>
    </message>
    <message>
        <source>The workbook is damaged or protected by a password; save it again without a password.</source>
        <translation>El libro está dañado o protegido con contraseña; guárdelo de nuevo sin contraseña.</translation>
    </message>
    <message>
        <source>The file carries a document type declaration, which a form never needs; remove it.</source>
        <translation>El archivo lleva una declaración de tipo de documento, que un formulario nunca necesita; quítela.</translation>
    </message>
    <message>
        <source>A document was saved before its file; try again and report this.</source>
        <translation>Se guardó un documento antes que su archivo; inténtelo de nuevo y avise de esto.</translation>
    </message>
    <message>
        <source>A part of what is coming in does not follow the last one.</source>
        <translation>Una parte de lo que está llegando no sigue a la anterior.</translation>
    </message>
    <message>
        <source>The county sent a record of a case it never let in; nothing of this page was kept, report this to your county.</source>
        <translation>El condado envió un registro de un caso al que nunca dio acceso; no se guardó nada de esta página, avise a su condado.</translation>
    </message>
    <message>
        <source>The county's signing key is pinned; only a succession replaces it.</source>
        <translation>La clave con la que firma el condado está fijada; solo una sucesión la sustituye.</translation>
    </message>
    <message>
        <source>The county's signing key follows another than the pinned one.</source>
        <translation>La clave con la que firma el condado sucede a otra que no es la fijada.</translation>
    </message>
    <message>
        <source>This laptop is not enrolled with a county yet; enrol it first.</source>
        <translation>Esta computadora todavía no está inscrita en ningún condado; inscríbala primero.</translation>
    </message>
    <message>
        <source>A record was sent under two cases; report this to your county.</source>
        <translation>Se envió un registro en dos casos a la vez; avise a su condado.</translation>
    </message>
    <message>
        <source>The case store's list of tables cannot be read, so nothing could be saved from it; keep the file and tell your administrator.</source>
        <translation>No se puede leer la lista de tablas del almacén de casos, así que no se pudo salvar nada de él; conserve el archivo y avise a su administrador.</translation>
    </message>
    <message>
        <source>The case store was written by a newer version of this program; update the program, the store has not been changed.</source>
        <translation>Una versión más nueva de este programa escribió el almacén de casos; actualice el programa, el almacén no se ha cambiado.</translation>
    </message>
    <message>
        <source>There was no work to keep; try again and report this.</source>
        <translation>No había trabajo que guardar; inténtelo de nuevo y avise de esto.</translation>
    </message>
    <message>
        <source>The county sent another part of a file than was asked for.</source>
        <translation>El condado envió otra parte de un archivo que la que se pidió.</translation>
    </message>
    <message>
        <source>The county does not take the rest of a file; try again.</source>
        <translation>El condado no acepta el resto de un archivo; inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The county answered for a file what it should not.</source>
        <translation>El condado dio sobre un archivo una respuesta que no corresponde.</translation>
    </message>
    <message>
        <source>The rest of this file goes with the next stick.</source>
        <translation>El resto de este archivo va en la próxima memoria.</translation>
    </message>
    <message>
        <source>The county's answer to this is not on the stick.</source>
        <translation>La respuesta del condado a esto no está en la memoria.</translation>
    </message>
    <message>
        <source>The county sent something else than a file; try again later.</source>
        <translation>El condado envió algo que no es un archivo; inténtelo más tarde.</translation>
    </message>
    <message>
        <source>This county asks for a sign-in, and there is no browser here.</source>
        <translation>Este condado pide iniciar sesión, y aquí no hay navegador.</translation>
    </message>
    <message>
        <source>The county gave papers for another laptop; nothing was set up.</source>
        <translation>El condado dio los papeles de otra computadora; no se configuró nada.</translation>
    </message>
    <message>
        <source>The county's answer was lost on its way and the invite may be used up; try it once more, and ask your administrator for a new one if it is refused.</source>
        <translation>La respuesta del condado se perdió en el camino y puede que la invitación ya esté usada; inténtelo una vez más y, si se rechaza, pida otra a su administrador.</translation>
    </message>
    <message>
        <source>This is not an invite: it is too short or too long; check it letter by letter.</source>
        <translation>Esto no es una invitación: es demasiado corta o demasiado larga; revísela letra por letra.</translation>
    </message>
    <message>
        <source>The county has stopped this laptop; speak with your administrator.</source>
        <translation>El condado ha detenido esta computadora; hable con su administrador.</translation>
    </message>
    <message>
        <source>The county sent more than it was asked for; nothing was lost.</source>
        <translation>El condado envió más de lo que se le pidió; no se perdió nada.</translation>
    </message>
    <message>
        <source>The county's feed names no place to go on from; try again later.</source>
        <translation>La lista del condado no dice desde dónde seguir; inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county's feed began anew twice in a row; nothing was lost, try again later.</source>
        <translation>La lista del condado empezó de nuevo dos veces seguidas; no se perdió nada, inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county sent another part of a form than was asked for.</source>
        <translation>El condado envió otra parte de un formulario que la que se pidió.</translation>
    </message>
    <message>
        <source>The county does not take the sealed work; try again later.</source>
        <translation>El condado no acepta el trabajo sellado; inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county sent the order of another laptop; it was not obeyed.</source>
        <translation>El condado envió la orden de otra computadora; no se obedeció.</translation>
    </message>
    <message>
        <source>The county sent an order again that it had lifted; it was not obeyed, tell your administrator.</source>
        <translation>El condado volvió a enviar una orden que había levantado; no se obedeció, avise a su administrador.</translation>
    </message>
    <message>
        <source>The county sent papers of another laptop; nothing was taken over, tell your administrator.</source>
        <translation>El condado envió los papeles de otra computadora; no se aceptó nada, avise a su administrador.</translation>
    </message>
    <message>
        <source>The laptop's certificate names another key or hat; nothing was taken over, tell your administrator.</source>
        <translation>El certificado de la computadora nombra otra clave u otra función; no se aceptó nada, avise a su administrador.</translation>
    </message>
    <message>
        <source>The county gave neither papers nor an order; try again later.</source>
        <translation>El condado no dio ni papeles ni orden; inténtelo más tarde.</translation>
    </message>
    <message>
        <source>The county sent an older lease than this laptop holds; nothing was taken over, tell your administrator.</source>
        <translation>El condado envió un permiso de trabajo más antiguo que el que tiene esta computadora; no se aceptó nada, avise a su administrador.</translation>
    </message>
    <message>
        <source>The county sent an older policy than this laptop keeps to; nothing was taken over, tell your administrator.</source>
        <translation>El condado envió unas reglas más antiguas que las que sigue esta computadora; no se aceptó nada, avise a su administrador.</translation>
    </message>
    <message>
        <source>The place where your county signs people in does not answer as it should; try again, and tell your administrator if it stays so.</source>
        <translation>El lugar donde su condado hace iniciar sesión no responde como debe; inténtelo de nuevo y avise a su administrador si sigue así.</translation>
    </message>
    <message>
        <source>The answer carries more than one signature of a county.</source>
        <translation>La respuesta lleva más de una firma de un condado.</translation>
    </message>
    <message>
        <source>The request is not signed, so no answer can be.</source>
        <translation>La solicitud no está firmada, así que ninguna respuesta puede estarlo.</translation>
    </message>
    <message>
        <source>The answer is not the county's answer to this request.</source>
        <translation>La respuesta no es la del condado a esta solicitud.</translation>
    </message>
    <message>
        <source>The bundle's messages are not as long as it says.</source>
        <translation>Los mensajes del paquete no son tan largos como dice.</translation>
    </message>
    <message>
        <source>This file was sealed to another key.</source>
        <translation>Este archivo se selló para otra clave.</translation>
    </message>
    <message>
        <source>The bundle is cut short.</source>
        <translation>El paquete está incompleto.</translation>
    </message>
    <message>
        <source>The key for sticks cannot be read.</source>
        <translation>No se puede leer la clave para memorias.</translation>
    </message>
    <message>
        <source>The bundle's list of messages could not be read.</source>
        <translation>No se pudo leer la lista de mensajes del paquete.</translation>
    </message>
    <message>
        <source>The bundle could not be read.</source>
        <translation>No se pudo leer el paquete.</translation>
    </message>
    <message>
        <source>The message does not say how large it is.</source>
        <translation>El mensaje no dice qué tamaño tiene.</translation>
    </message>
    <message>
        <source>The request does not say whose bytes it carries.</source>
        <translation>La solicitud no dice de qué archivo es lo que lleva.</translation>
    </message>
    <message>
        <source>The request is not signed.</source>
        <translation>La solicitud no está firmada.</translation>
    </message>
    <message>
        <source>The question of a laptop at rest names no place in the feed.</source>
        <translation>La consulta de una computadora en reposo no indica ningún lugar de la lista.</translation>
    </message>
    <message>
        <source>The request carries more than one signature of ours.</source>
        <translation>La solicitud lleva más de una firma nuestra.</translation>
    </message>
    <message>
        <source>The request's signature names no time or no nonce.</source>
        <translation>La firma de la solicitud no indica la hora o el número de un solo uso.</translation>
    </message>
    <message>
        <source>The nonce of the request's signature has the wrong length.</source>
        <translation>El número de un solo uso de la firma tiene una longitud incorrecta.</translation>
    </message>
    <message>
        <source>The device's public key could not be read.</source>
        <translation>No se pudo leer la clave pública de la computadora.</translation>
    </message>
    <message>
        <source>The training county did not start; see county.log in the training folder, or remove that folder to begin anew.</source>
        <translation>El condado de prácticas no arrancó; vea county.log en la carpeta de prácticas, o quite esa carpeta para empezar de nuevo.</translation>
    </message>
    <message>
        <source>The training county is not part of this program; install fieldfare-county first.</source>
        <translation>El condado de prácticas no forma parte de este programa; instale primero fieldfare-county.</translation>
    </message>
    <message>
        <source>The county's key for sealing is damaged; nothing was set up.</source>
        <translation>La clave con la que sella el condado está dañada; no se configuró nada.</translation>
    </message>
    <message>
        <source>This record is not a document.</source>
        <translation>Este registro no es un documento.</translation>
    </message>
    <message>
        <source>This record is not a screening.</source>
        <translation>Este registro no es una evaluación.</translation>
    </message>
    <message>
        <source>This is no safety plan.</source>
        <translation>Esto no es un plan de seguridad.</translation>
    </message>
    <message>
        <source>Open the plan and try again.</source>
        <translation>Abra el plan e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The page holds only what is saved.</source>
        <translation>La hoja contiene solo lo guardado.</translation>
    </message>
    <message>
        <source>The county has no such file for this laptop.</source>
        <translation>El condado no tiene ese archivo para esta computadora.</translation>
    </message>
    <message>
        <source>More was sent of a file than its record says it holds.</source>
        <translation>Se envió de un archivo más de lo que dice su registro.</translation>
    </message>
    <message>
        <source>The log holds more entries than its tree has leaves.</source>
        <translation>El registro tiene más entradas que hojas su árbol.</translation>
    </message>
    <message>
        <source>The log names another laptop, hat or person than the one it is of.</source>
        <translation>El registro nombra otra computadora, función o persona que la suya.</translation>
    </message>
    <message>
        <source>An entry of the log is not in the log's form.</source>
        <translation>Una entrada del registro no tiene la forma del registro.</translation>
    </message>
    <message>
        <source>The county has no such instrument; sync once more.</source>
        <translation>El condado no tiene ese instrumento; sincronice una vez más.</translation>
    </message>
    <message>
        <source>This is not what the laptop announced; begin anew.</source>
        <translation>Esto no es lo que anunció la computadora; empiece de nuevo.</translation>
    </message>
    <message>
        <source>You signed in as somebody else than the invite is for; sign in with your own account, or ask your administrator for an invite of yours.</source>
        <translation>Inició sesión otra persona que la de la invitación; inicie sesión con su propia cuenta, o pida a su administrador una invitación suya.</translation>
    </message>
    <message>
        <source>The county has no signing key yet; its administrator must start it.</source>
        <translation>El condado aún no tiene clave para firmar; su administrador debe ponerlo en marcha.</translation>
    </message>
    <message>
        <source>The sealed work arrived otherwise than it was named.</source>
        <translation>El trabajo sellado no llegó como se anunció.</translation>
    </message>
    <message>
        <source>This laptop is under another order.</source>
        <translation>Esta computadora está bajo otra orden.</translation>
    </message>
    <message>
        <source>The sealed work has not arrived.</source>
        <translation>El trabajo sellado no ha llegado.</translation>
    </message>
    <message>
        <source>Only counselors and caseworkers of an advocate organization hold its keys.</source>
        <translation>Solo consejeros y trabajadores de casos de una organización de defensa tienen sus claves.</translation>
    </message>
    <message>
        <source>A laptop asks to be admitted itself, not for another.</source>
        <translation>Una computadora pide ser admitida ella misma, no para otra.</translation>
    </message>
    <message>
        <source>Keys pass from members of the organization to members only.</source>
        <translation>Las claves pasan solo de miembros de la organización a miembros.</translation>
    </message>
    <message>
        <source>Nobody passes on a key that the organization has not begun.</source>
        <translation>Nadie pasa una clave que la organización no ha empezado.</translation>
    </message>
    <message>
        <source>An entry was signed on another laptop than this one.</source>
        <translation>Una entrada se firmó en otra computadora que esta.</translation>
    </message>
    <message>
        <source>The county could not ask where you signed in; try again in a while.</source>
        <translation>El condado no pudo consultar dónde inició sesión; inténtelo de nuevo en un rato.</translation>
    </message>
    <message>
        <source>The two passphrases differ; nothing was set up.</source>
        <translation>Las dos frases de contraseña no coinciden; no se configuró nada.</translation>
    </message>
    <message>
        <source>Your county was put back from a backup. What this laptop had sent since then was sent again; look whether anything of the last days is missing.</source>
        <translation>Su condado se restauró de una copia de respaldo. Lo que esta computadora había enviado desde entonces se envió de nuevo; mire si falta algo de los últimos días.</translation>
    </message>
</context>
<context>
    <name>roles</name>
    <message>
        <source>Probation officer</source>
        <translation>agente de libertad condicional</translation>
    </message>
    <message>
        <source>probation officer</source>
        <translation>agente de libertad condicional</translation>
    </message>
    <message>
        <source>Supervising probation officer</source>
        <translation>supervisión de libertad condicional</translation>
    </message>
    <message>
        <source>Social worker</source>
        <translation>trabajo social</translation>
    </message>
    <message>
        <source>Supervising social worker</source>
        <translation>supervisión de trabajo social</translation>
    </message>
    <message>
        <source>its author is told what is wrong</source>
        <translation>a quien lo escribió se le dice qué está mal</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Youth details</source>
        <translation>Datos del joven</translation>
    </message>
    <message>
        <source>Contact note</source>
        <translation>Nota de contacto</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>Privileged note</source>
        <translation>Nota privilegiada</translation>
    </message>
    <message>
        <source>Self-description</source>
        <translation>Descripción propia</translation>
    </message>
    <message>
        <source>Family or contact</source>
        <translation>Familia o contacto</translation>
    </message>
    <message>
        <source>CSEC status</source>
        <translation>Estado CSEC</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>Necesidad</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Colocación</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>Court date</source>
        <translation>Audiencia</translation>
    </message>
    <message>
        <source>Safety flag</source>
        <translation>Alerta de seguridad</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Plazo</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Ausencia</translation>
    </message>
    <message>
        <source>Search effort</source>
        <translation>Búsqueda</translation>
    </message>
    <message>
        <source>Talk after the return</source>
        <translation>Conversación tras el regreso</translation>
    </message>
    <message>
        <source>Youth's safety plan</source>
        <translation>Plan de seguridad de la o el joven</translation>
    </message>
    <message>
        <source>Private part of the youth's plan</source>
        <translation>Parte privada del plan de la o el joven</translation>
    </message>
    <message>
        <source>Team's safety plan</source>
        <translation>Plan de seguridad del equipo</translation>
    </message>
    <message>
        <source>Answer to a referral</source>
        <translation>Respuesta a una referencia</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Signature or approval</source>
        <translation>Firma o aprobación</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Acta</translation>
    </message>
    <message>
        <source>Team meeting</source>
        <translation>Reunión de equipo</translation>
    </message>
    <message>
        <source>Version of a safety plan</source>
        <translation>Versión de un plan de seguridad</translation>
    </message>
    <message>
        <source>Paper for another agency</source>
        <translation>Papel para otra agencia</translation>
    </message>
    <message>
        <source>One youth in two cases</source>
        <translation>Una o un joven en dos casos</translation>
    </message>
    <message>
        <source>County on the case</source>
        <translation>Condado en el caso</translation>
    </message>
    <message>
        <source>Hand-off to another county</source>
        <translation>Traspaso a otro condado</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
    </message>
    <message>
        <source>Name the youth goes by</source>
        <translation>Nombre que usa el joven</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>Otros nombres</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Age, where no birth date is known</source>
        <translation>Edad, si no se conoce la fecha de nacimiento</translation>
    </message>
    <message>
        <source>Age as of</source>
        <translation>Edad al día</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Tribe</source>
        <translation>Tribu</translation>
    </message>
    <message>
        <source>Case closed on</source>
        <translation>Caso cerrado el</translation>
    </message>
    <message>
        <source>Closed because</source>
        <translation>Cerrado porque</translation>
    </message>
    <message>
        <source>Gender, as the youth describes it</source>
        <translation>Género, como lo describe el joven</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Pronombres</translation>
    </message>
    <message>
        <source>Orientation, as the youth describes it</source>
        <translation>Orientación, como la describe el joven</translation>
    </message>
    <message>
        <source>Who may know</source>
        <translation>Quién puede saberlo</translation>
    </message>
    <message>
        <source>Whom the youth does not want to know this.</source>
        <translation>Quién no quiere el joven que lo sepa.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Who this is to the youth</source>
        <translation>Quién es para el joven</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Lives with the youth</source>
        <translation>Vive con el joven</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>On what it was determined</source>
        <translation>En qué se basó</translation>
    </message>
    <message>
        <source>What was seen, said or found; a screening's result is not enough alone.</source>
        <translation>Lo que se vio, se dijo o se encontró; el resultado de una evaluación no basta por sí solo.</translation>
    </message>
    <message>
        <source>Entered in the state system on</source>
        <translation>Ingresado en el sistema estatal el</translation>
    </message>
    <message>
        <source>Entered there by</source>
        <translation>Ingresado por</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Ámbito</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>Qué se necesita</translation>
    </message>
    <message>
        <source>In the youth’s own words</source>
        <translation>En palabras del propio joven</translation>
    </message>
    <message>
        <source>Met on</source>
        <translation>Resuelta el</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <source>Referred on</source>
        <translation>Remitido el</translation>
    </message>
    <message>
        <source>Accepted on</source>
        <translation>Aceptado el</translation>
    </message>
    <message>
        <source>On a waiting list since</source>
        <translation>En lista de espera desde</translation>
    </message>
    <message>
        <source>Declined on</source>
        <translation>Rechazado el</translation>
    </message>
    <message>
        <source>Declined because</source>
        <translation>Rechazado porque</translation>
    </message>
    <message>
        <source>Started on</source>
        <translation>Comenzó el</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>Terminó el</translation>
    </message>
    <message>
        <source>How often and how long</source>
        <translation>Con qué frecuencia y cuánto tiempo</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Cómo terminó</translation>
    </message>
    <message>
        <source>Kind of place</source>
        <translation>Tipo de lugar</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Or the day on which it was looked for.</source>
        <translation>O el día en que se buscó.</translation>
    </message>
    <message>
        <source>Made for these youths</source>
        <translation>Hecho para estos jóvenes</translation>
    </message>
    <message>
        <source>Approved by the court</source>
        <translation>Aprobado por el tribunal</translation>
    </message>
    <message>
        <source>Not placed because</source>
        <translation>No colocado porque</translation>
    </message>
    <message>
        <source>Ended because</source>
        <translation>Terminó porque</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Qué hay que hacer</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>Quién lo hace</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Para el</translation>
    </message>
    <message>
        <source>Done on</source>
        <translation>Hecho el</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Court and department</source>
        <translation>Tribunal y departamento</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>Asunto</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Número de caso</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Qué resultó</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>What to know and what to do</source>
        <translation>Qué saber y qué hacer</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Stands until</source>
        <translation>Vale hasta</translation>
    </message>
    <message>
        <source>At most 180 days; then renew it.</source>
        <translation>Como máximo 180 días; después, renuévela.</translation>
    </message>
    <message>
        <source>Lifted on</source>
        <translation>Retirada el</translation>
    </message>
    <message>
        <source>Lifted because</source>
        <translation>Retirada porque</translation>
    </message>
    <message>
        <source>Who told</source>
        <translation>Quién avisó</translation>
    </message>
    <message>
        <source>Who was told</source>
        <translation>A quién se avisó</translation>
    </message>
    <message>
        <source>Name, badge or position, and agency.</source>
        <translation>Nombre, placa o cargo, y agencia.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cómo</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>Número de referencia</translation>
    </message>
    <message>
        <source>Case, report, badge or log number you were given.</source>
        <translation>El número de caso, informe, placa o registro que le dieron.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Why it was late, was not required, or could not be done.</source>
        <translation>Por qué fue tarde, no era necesario o no se pudo hacer.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Qué es</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>Ropa</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminó</translation>
    </message>
    <message>
        <source>Exploitation, as known when it began</source>
        <translation>Explotación, según se sabía al comenzar</translation>
    </message>
    <message>
        <source>From 18 on: did the youth seem to leave unwillingly?</source>
        <translation>Desde los 18: ¿parece que el joven se fue contra su voluntad?</translation>
    </message>
    <message>
        <source>From 18 on: is there a risk of substantial harm?</source>
        <translation>Desde los 18: ¿hay riesgo de daño grave?</translation>
    </message>
    <message>
        <source>Height, weight, hair, eyes.</source>
        <translation>Estatura, peso, cabello, ojos.</translation>
    </message>
    <message>
        <source>In a place that is not approved and may be unsafe the absence goes on.</source>
        <translation>En un lugar no aprobado y que puede ser peligroso, la ausencia continúa.</translation>
    </message>
    <message>
        <source>In this placement or the next one.</source>
        <translation>En esta colocación o en la siguiente.</translation>
    </message>
    <message>
        <source>Is that place approved?</source>
        <translation>¿Está aprobado ese lugar?</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Visto por última vez</translation>
    </message>
    <message>
        <source>Located</source>
        <translation>Localizado</translation>
    </message>
    <message>
        <source>Medical needs and medication</source>
        <translation>Necesidades médicas y medicamentos</translation>
    </message>
    <message>
        <source>Phones and names online</source>
        <translation>Teléfonos y nombres en línea</translation>
    </message>
    <message>
        <source>Pregnant</source>
        <translation>Embarazo</translation>
    </message>
    <message>
        <source>Seen by a doctor or nurse</source>
        <translation>Visto por médico o enfermera</translation>
    </message>
    <message>
        <source>Suicidal thoughts or acts</source>
        <translation>Pensamientos o actos suicidas</translation>
    </message>
    <message>
        <source>Tattoos, scars and other marks</source>
        <translation>Tatuajes, cicatrices y otras marcas</translation>
    </message>
    <message>
        <source>The clocks start at this moment.</source>
        <translation>Los plazos comienzan en este momento.</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>Vehículo</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>What happened meanwhile</source>
        <translation>Qué pasó mientras tanto</translation>
    </message>
    <message>
        <source>What is done differently now</source>
        <translation>Qué se hace diferente ahora</translation>
    </message>
    <message>
        <source>What the youth looks like</source>
        <translation>Cómo es el joven</translation>
    </message>
    <message>
        <source>What the youth told of it</source>
        <translation>Qué contó el joven</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Qué se hizo</translation>
    </message>
    <message>
        <source>When you heard of it</source>
        <translation>Cuándo lo supo</translation>
    </message>
    <message>
        <source>Where last seen</source>
        <translation>Dónde se le vio por última vez</translation>
    </message>
    <message>
        <source>Where located</source>
        <translation>Dónde fue localizado</translation>
    </message>
    <message>
        <source>Where the youth is now</source>
        <translation>Dónde está ahora el joven</translation>
    </message>
    <message>
        <source>Where the youth may be</source>
        <translation>Dónde puede estar el joven</translation>
    </message>
    <message>
        <source>Who did it</source>
        <translation>Quién lo hizo</translation>
    </message>
    <message>
        <source>Who talked with the youth</source>
        <translation>Quién habló con el joven</translation>
    </message>
    <message>
        <source>Who told you</source>
        <translation>Quién se lo dijo</translation>
    </message>
    <message>
        <source>Why the youth left</source>
        <translation>Por qué se fue el joven</translation>
    </message>
    <message>
        <source>With the county.</source>
        <translation>Con el condado.</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>Con quién</translation>
    </message>
    <message>
        <source>Written with the youth on</source>
        <translation>Escrito con la o el joven el</translation>
    </message>
    <message>
        <source>Where I am now</source>
        <translation>Dónde estoy ahora</translation>
    </message>
    <message>
        <source>What makes it harder for me</source>
        <translation>Lo que me lo hace más difícil</translation>
    </message>
    <message>
        <source>What helps me</source>
        <translation>Lo que me ayuda</translation>
    </message>
    <message>
        <source>Adults I can turn to</source>
        <translation>Adultos a quienes puedo acudir</translation>
    </message>
    <message>
        <source>One on each line, with a number. Three or four are best.</source>
        <translation>Uno por línea, con un número. Lo mejor son tres o cuatro.</translation>
    </message>
    <message>
        <source>Places where I am safer</source>
        <translation>Lugares donde estoy más a salvo</translation>
    </message>
    <message>
        <source>Staying safer online</source>
        <translation>Más seguridad en internet</translation>
    </message>
    <message>
        <source>If I have to run</source>
        <translation>Si tengo que huir</translation>
    </message>
    <message>
        <source>A code word or a hiding place belongs in the private part, which the team does not see.</source>
        <translation>Una palabra clave o un escondite va en la parte privada, que el equipo no ve.</translation>
    </message>
    <message>
        <source>How the youth keeps it</source>
        <translation>Cómo lo guarda la o el joven</translation>
    </message>
    <message>
        <source>Last looked at together on</source>
        <translation>Revisado juntos por última vez el</translation>
    </message>
    <message>
        <source>Look at it again by</source>
        <translation>Revisarlo de nuevo a más tardar el</translation>
    </message>
    <message>
        <source>At most 182 days ahead.</source>
        <translation>A lo más dentro de 182 días.</translation>
    </message>
    <message>
        <source>Not used any more since</source>
        <translation>Ya no se usa desde</translation>
    </message>
    <message>
        <source>Told on</source>
        <translation>Contado el</translation>
    </message>
    <message>
        <source>Code word</source>
        <translation>Palabra clave</translation>
    </message>
    <message>
        <source>Where I would hide</source>
        <translation>Dónde me escondería</translation>
    </message>
    <message>
        <source>The youth agrees that the team knows this</source>
        <translation>La o el joven acepta que el equipo lo sepa</translation>
    </message>
    <message>
        <source>This opens nothing by itself: write what the team may know into the youth's plan.</source>
        <translation>Esto por sí solo no abre nada: escriba en el plan de la o el joven lo que el equipo puede saber.</translation>
    </message>
    <message>
        <source>The youth agreed on</source>
        <translation>La o el joven aceptó el</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Hecho el</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>Riesgos</translation>
    </message>
    <message>
        <source>Safety of staff</source>
        <translation>Seguridad del personal</translation>
    </message>
    <message>
        <source>Safety of caregivers and others at home</source>
        <translation>Seguridad de los cuidadores y demás personas en casa</translation>
    </message>
    <message>
        <source>Does the caregiver agree?</source>
        <translation>¿Está de acuerdo la persona cuidadora?</translation>
    </message>
    <message>
        <source>Does the youth agree?</source>
        <translation>¿Está de acuerdo la o el joven?</translation>
    </message>
    <message>
        <source>Does the youth live in this county?</source>
        <translation>¿Vive la o el joven en este condado?</translation>
    </message>
    <message>
        <source>Leave it open where the answer comes by phone or letter.</source>
        <translation>Déjelo abierto si la respuesta llega por teléfono o carta.</translation>
    </message>
    <message>
        <source>The lead moves on</source>
        <translation>La dirección del caso pasa el</translation>
    </message>
    <message>
        <source>To which agency</source>
        <translation>A qué agencia</translation>
    </message>
    <message>
        <source>Until then both work on the case. At most 60 days ahead.</source>
        <translation>Hasta entonces trabajan ambos en el caso. Como máximo, dentro de 60 días.</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Para qué es</translation>
    </message>
    <message>
        <source>What the youth said</source>
        <translation>Qué dijo la o el joven</translation>
    </message>
    <message>
        <source>Which service or team</source>
        <translation>Qué servicio o equipo</translation>
    </message>
    <message>
        <source>Who answers in this program</source>
        <translation>Quién responde en este programa</translation>
    </message>
    <message>
        <source>Whom there</source>
        <translation>A quién allí</translation>
    </message>
    <message>
        <source>Why the caregiver was not asked, or did not agree</source>
        <translation>Por qué no se consultó a la persona cuidadora, o no estuvo de acuerdo</translation>
    </message>
    <message>
        <source>Withdrawn on</source>
        <translation>Retirada el</translation>
    </message>
    <message>
        <source>You attest that you spoke with the youth yourself.</source>
        <translation>Usted da fe de que habló personalmente con la o el joven.</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Empieza</translation>
    </message>
    <message>
        <source>Cancelled because</source>
        <translation>Cancelada porque</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisiones</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Termina</translation>
    </message>
    <message>
        <source>Goes into calendars: name no program and nobody.</source>
        <translation>Va a calendarios: no nombre ningún programa ni a nadie.</translation>
    </message>
    <message>
        <source>Met from</source>
        <translation>Reunidos desde</translation>
    </message>
    <message>
        <source>Met until</source>
        <translation>Reunidos hasta</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Acta</translation>
    </message>
    <message>
        <source>Place or room</source>
        <translation>Lugar o sala</translation>
    </message>
    <message>
        <source>Safety status</source>
        <translation>Estado de seguridad</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmada</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Firmada por</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Who convenes</source>
        <translation>Quién convoca</translation>
    </message>
    <message>
        <source>What is agreed beside the actions</source>
        <translation>Lo acordado además de las acciones</translation>
    </message>
    <message>
        <source>One on each line. What somebody does by a day is an action: add it to the plan once it is saved.</source>
        <translation>Uno en cada línea. Lo que alguien hace para un día es una acción: añádala al plan una vez guardado.</translation>
    </message>
    <message>
        <source>Of family, whoever works on the case reads it, of every agency.</source>
        <translation>Si es familia, lo lee quien trabaja en el caso, de cualquier agencia.</translation>
    </message>
    <message>
        <source>County</source>
        <translation>Condado</translation>
    </message>
    <message>
        <source>Its part</source>
        <translation>Su parte</translation>
    </message>
    <message>
        <source>Agency to call</source>
        <translation>Agencia a la que llamar</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>A quién llamar</translation>
    </message>
    <message>
        <source>County that hands over</source>
        <translation>Condado que traspasa</translation>
    </message>
    <message>
        <source>County that is to lead</source>
        <translation>Condado que debe dirigir</translation>
    </message>
    <message>
        <source>Asked on</source>
        <translation>Se pidió el</translation>
    </message>
    <message>
        <source>Why goes into a contact note, which fewer people see.</source>
        <translation>El porqué va en una nota de contacto, que ven menos personas.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Answered on</source>
        <translation>Se respondió el</translation>
    </message>
    <message>
        <source>Who answered there</source>
        <translation>Quién respondió allí</translation>
    </message>
    <message>
        <source>It leads from</source>
        <translation>Dirige desde</translation>
    </message>
    <message>
        <source>Until that day the old county leads.</source>
        <translation>Hasta ese día dirige el condado anterior.</translation>
    </message>
</context>
<context>
    <name>choices</name>
    <message>
        <source>Parent</source>
        <translation>Padre o madre</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Tutor</translation>
    </message>
    <message>
        <source>Indian custodian</source>
        <translation>Custodio indígena</translation>
    </message>
    <message>
        <source>Sibling</source>
        <translation>Hermano o hermana</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Pariente</translation>
    </message>
    <message>
        <source>Caregiver</source>
        <translation>Cuidador</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Pareja</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>Amistad</translation>
    </message>
    <message>
        <source>Child of the youth</source>
        <translation>Hijo o hija del joven</translation>
    </message>
    <message>
        <source>Exploiter</source>
        <translation>Explotador</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>Comprador</translation>
    </message>
    <message>
        <source>Professional</source>
        <translation>Profesional</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Otra persona</translation>
    </message>
    <message>
        <source>May be contacted</source>
        <translation>Se puede contactar</translation>
    </message>
    <message>
        <source>Ask the youth first</source>
        <translation>Preguntar antes al joven</translation>
    </message>
    <message>
        <source>No contact</source>
        <translation>Sin contacto</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>En riesgo</translation>
    </message>
    <message>
        <source>Victim before foster care</source>
        <translation>Víctima antes del cuidado temporal</translation>
    </message>
    <message>
        <source>Victim during foster care</source>
        <translation>Víctima durante el cuidado temporal</translation>
    </message>
    <message>
        <source>Victim in an open case, not in foster care</source>
        <translation>Víctima en un caso abierto, sin cuidado temporal</translation>
    </message>
    <message>
        <source>Victim while absent from placement</source>
        <translation>Víctima mientras estaba ausente de la colocación</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <source>Basic needs</source>
        <translation>Necesidades básicas</translation>
    </message>
    <message>
        <source>Housing or placement</source>
        <translation>Vivienda o colocación</translation>
    </message>
    <message>
        <source>Physical and reproductive health</source>
        <translation>Salud física y reproductiva</translation>
    </message>
    <message>
        <source>Mental health and trauma</source>
        <translation>Salud mental y trauma</translation>
    </message>
    <message>
        <source>Substance use</source>
        <translation>Consumo de sustancias</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>Educación</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Legal</translation>
    </message>
    <message>
        <source>Family and kin</source>
        <translation>Familia y parientes</translation>
    </message>
    <message>
        <source>Mentoring or survivor advocate</source>
        <translation>Mentoría o defensora sobreviviente</translation>
    </message>
    <message>
        <source>Independent living</source>
        <translation>Vida independiente</translation>
    </message>
    <message>
        <source>Culture and Tribe</source>
        <translation>Cultura y tribu</translation>
    </message>
    <message>
        <source>Parenting</source>
        <translation>Crianza</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Completado</translation>
    </message>
    <message>
        <source>The youth stopped</source>
        <translation>El joven lo dejó</translation>
    </message>
    <message>
        <source>The provider stopped</source>
        <translation>El proveedor lo dejó</translation>
    </message>
    <message>
        <source>The youth moved</source>
        <translation>El joven se mudó</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <source>Parent or guardian</source>
        <translation>Padre, madre o tutor</translation>
    </message>
    <message>
        <source>Relative or extended family</source>
        <translation>Pariente o familia extendida</translation>
    </message>
    <message>
        <source>Resource family</source>
        <translation>Familia de acogida</translation>
    </message>
    <message>
        <source>Resource family trained for these youths</source>
        <translation>Familia de acogida capacitada para estos jóvenes</translation>
    </message>
    <message>
        <source>Short-term residential therapeutic program</source>
        <translation>Programa terapéutico residencial a corto plazo</translation>
    </message>
    <message>
        <source>Residential program for these youths</source>
        <translation>Programa residencial para estos jóvenes</translation>
    </message>
    <message>
        <source>Shelter</source>
        <translation>Refugio</translation>
    </message>
    <message>
        <source>Juvenile hall or camp</source>
        <translation>Centro juvenil o campamento</translation>
    </message>
    <message>
        <source>Transitional or independent living</source>
        <translation>Vivienda de transición o independiente</translation>
    </message>
    <message>
        <source>Hospital</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>Otro lugar</translation>
    </message>
    <message>
        <source>No bed was free</source>
        <translation>No había cama libre</translation>
    </message>
    <message>
        <source>No funding</source>
        <translation>Sin fondos</translation>
    </message>
    <message>
        <source>The youth declined</source>
        <translation>El joven lo rechazó</translation>
    </message>
    <message>
        <source>The provider declined</source>
        <translation>El proveedor lo rechazó</translation>
    </message>
    <message>
        <source>The youth was absent</source>
        <translation>El joven estaba ausente</translation>
    </message>
    <message>
        <source>Planned move</source>
        <translation>Traslado planeado</translation>
    </message>
    <message>
        <source>Went home</source>
        <translation>Volvió a casa</translation>
    </message>
    <message>
        <source>The provider gave notice</source>
        <translation>El proveedor dio aviso</translation>
    </message>
    <message>
        <source>It was not safe</source>
        <translation>No era seguro</translation>
    </message>
    <message>
        <source>Came of age</source>
        <translation>Cumplió la mayoría de edad</translation>
    </message>
    <message>
        <source>Dependency</source>
        <translation>Dependencia</translation>
    </message>
    <message>
        <source>Delinquency</source>
        <translation>Delincuencia juvenil</translation>
    </message>
    <message>
        <source>Dual status</source>
        <translation>Estatus doble</translation>
    </message>
    <message>
        <source>Criminal case in which the youth is a witness</source>
        <translation>Caso penal en que el joven es testigo</translation>
    </message>
    <message>
        <source>Protective order</source>
        <translation>Orden de protección</translation>
    </message>
    <message>
        <source>Another matter</source>
        <translation>Otro asunto</translation>
    </message>
    <message>
        <source>Suicidal thoughts or acts</source>
        <translation>Pensamientos o actos suicidas</translation>
    </message>
    <message>
        <source>Self-harm</source>
        <translation>Autolesiones</translation>
    </message>
    <message>
        <source>Threatened by an exploiter</source>
        <translation>Amenazado por un explotador</translation>
    </message>
    <message>
        <source>Weapons</source>
        <translation>Armas</translation>
    </message>
    <message>
        <source>Medical need that cannot wait</source>
        <translation>Necesidad médica que no puede esperar</translation>
    </message>
    <message>
        <source>Pregnant or just gave birth</source>
        <translation>Embarazada o acaba de dar a luz</translation>
    </message>
    <message>
        <source>Somebody must not reach the youth</source>
        <translation>Alguien no debe llegar al joven</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Otra cosa</translation>
    </message>
    <message>
        <source>Abuse is suspected</source>
        <translation>Se sospecha abuso</translation>
    </message>
    <message>
        <source>The youth is known or believed to be a victim</source>
        <translation>Se sabe o se cree que el joven es víctima</translation>
    </message>
    <message>
        <source>The youth is absent</source>
        <translation>El joven está ausente</translation>
    </message>
    <message>
        <source>The youth is back</source>
        <translation>El joven ha vuelto</translation>
    </message>
    <message>
        <source>A crisis was identified</source>
        <translation>Se identificó una crisis</translation>
    </message>
    <message>
        <source>The youth was identified</source>
        <translation>El joven fue identificado</translation>
    </message>
    <message>
        <source>A team meeting was held</source>
        <translation>Hubo una reunión del equipo</translation>
    </message>
    <message>
        <source>Child welfare or law enforcement, by phone</source>
        <translation>Bienestar infantil o la policía, por teléfono</translation>
    </message>
    <message>
        <source>Child welfare or law enforcement, in writing</source>
        <translation>Bienestar infantil o la policía, por escrito</translation>
    </message>
    <message>
        <source>Law enforcement</source>
        <translation>Policía</translation>
    </message>
    <message>
        <source>National Center for Missing and Exploited Children</source>
        <translation>Centro Nacional para Menores Desaparecidos y Explotados</translation>
    </message>
    <message>
        <source>Parents or guardians</source>
        <translation>Padres o tutores</translation>
    </message>
    <message>
        <source>Tribe</source>
        <translation>Tribu</translation>
    </message>
    <message>
        <source>Siblings</source>
        <translation>Hermanos</translation>
    </message>
    <message>
        <source>Juvenile court</source>
        <translation>Tribunal de menores</translation>
    </message>
    <message>
        <source>The youth’s attorney</source>
        <translation>El abogado del joven</translation>
    </message>
    <message>
        <source>The parents’ attorney</source>
        <translation>El abogado de los padres</translation>
    </message>
    <message>
        <source>CASA</source>
        <translation>CASA</translation>
    </message>
    <message>
        <source>Crisis responder</source>
        <translation>Equipo de crisis</translation>
    </message>
    <message>
        <source>Medical hub</source>
        <translation>Centro médico</translation>
    </message>
    <message>
        <source>The team</source>
        <translation>El equipo</translation>
    </message>
    <message>
        <source>The youth</source>
        <translation>El joven</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>En persona</translation>
    </message>
    <message>
        <source>Web form</source>
        <translation>Formulario en línea</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Secure e-mail</source>
        <translation>Correo electrónico seguro</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Carta</translation>
    </message>
    <message>
        <source>Filed with the court</source>
        <translation>Presentado al tribunal</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Avisado</translation>
    </message>
    <message>
        <source>Not required</source>
        <translation>No era necesario</translation>
    </message>
    <message>
        <source>Unable</source>
        <translation>No se pudo</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Fotografía</translation>
    </message>
    <message>
        <source>Court paper</source>
        <translation>Documento judicial</translation>
    </message>
    <message>
        <source>Signed consent</source>
        <translation>Consentimiento firmado</translation>
    </message>
    <message>
        <source>Health record</source>
        <translation>Historia clínica</translation>
    </message>
    <message>
        <source>School record</source>
        <translation>Expediente escolar</translation>
    </message>
    <message>
        <source>Identity paper</source>
        <translation>Documento de identidad</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>A conflict</source>
        <translation>Un conflicto</translation>
    </message>
    <message>
        <source>Called, lured or taken by an exploiter</source>
        <translation>Llamado, atraído o llevado por un explotador</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Volvió</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>No lo dijo</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>Falleció</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>Miedo</translation>
    </message>
    <message>
        <source>Had contact with police</source>
        <translation>Tuvo contacto con la policía</translation>
    </message>
    <message>
        <source>Had nowhere to sleep</source>
        <translation>No tenía dónde dormir</translation>
    </message>
    <message>
        <source>Is in a place that was approved since</source>
        <translation>Está en un lugar aprobado desde entonces</translation>
    </message>
    <message>
        <source>Is in juvenile hall or jail</source>
        <translation>Está en un centro juvenil o en la cárcel</translation>
    </message>
    <message>
        <source>Known or believed victim</source>
        <translation>Víctima conocida o presunta</translation>
    </message>
    <message>
        <source>None known</source>
        <translation>Ninguna conocida</translation>
    </message>
    <message>
        <source>School</source>
        <translation>Escuela</translation>
    </message>
    <message>
        <source>Sexual violence</source>
        <translation>Violencia sexual</translation>
    </message>
    <message>
        <source>Something about the placement</source>
        <translation>Algo de la colocación</translation>
    </message>
    <message>
        <source>Stayed with somebody safe</source>
        <translation>Se quedó con alguien seguro</translation>
    </message>
    <message>
        <source>Substances</source>
        <translation>Sustancias</translation>
    </message>
    <message>
        <source>The court’s jurisdiction ended</source>
        <translation>Terminó la jurisdicción del tribunal</translation>
    </message>
    <message>
        <source>To be with a partner or friend</source>
        <translation>Para estar con la pareja o una amistad</translation>
    </message>
    <message>
        <source>To see family</source>
        <translation>Para ver a la familia</translation>
    </message>
    <message>
        <source>Used substances</source>
        <translation>Consumió sustancias</translation>
    </message>
    <message>
        <source>Violence</source>
        <translation>Violencia</translation>
    </message>
    <message>
        <source>Wanted to be free of rules</source>
        <translation>Quería estar libre de reglas</translation>
    </message>
    <message>
        <source>Was brought back</source>
        <translation>Fue traído de vuelta</translation>
    </message>
    <message>
        <source>Was exploited</source>
        <translation>Fue explotado</translation>
    </message>
    <message>
        <source>Was hurt or ill</source>
        <translation>Se lastimó o se enfermó</translation>
    </message>
    <message>
        <source>Still in it</source>
        <translation>Todavía adentro</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>Saliendo</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>The whole plan on paper</source>
        <translation>El plan completo en papel</translation>
    </message>
    <message>
        <source>A small page without telling words</source>
        <translation>Una hoja pequeña sin palabras que delaten</translation>
    </message>
    <message>
        <source>An adult the youth trusts holds it</source>
        <translation>Lo guarda un adulto de confianza de la o el joven</translation>
    </message>
    <message>
        <source>No copy kept</source>
        <translation>No se guarda copia</translation>
    </message>
    <message>
        <source>A Tribe is recorded</source>
        <translation>Consta una tribu</translation>
    </message>
    <message>
        <source>After hours</source>
        <translation>Fuera de horario</translation>
    </message>
    <message>
        <source>Belongs to every meeting of this type</source>
        <translation>Pertenece a toda reunión de este tipo</translation>
    </message>
    <message>
        <source>Business hours</source>
        <translation>Horario de oficina</translation>
    </message>
    <message>
        <source>Child and family team</source>
        <translation>Equipo del menor y la familia</translation>
    </message>
    <message>
        <source>Crisis response</source>
        <translation>Respuesta a una crisis</translation>
    </message>
    <message>
        <source>Day and night</source>
        <translation>Día y noche</translation>
    </message>
    <message>
        <source>Depends on the youth: choose one</source>
        <translation>Depende del joven: elija uno</translation>
    </message>
    <message>
        <source>First meeting, no emergency</source>
        <translation>Primera reunión, sin emergencia</translation>
    </message>
    <message>
        <source>If the youth is 18 or older</source>
        <translation>Si el joven tiene 18 años o más</translation>
    </message>
    <message>
        <source>If the youth is an Indian child</source>
        <translation>Si el joven es un menor indígena (ICWA)</translation>
    </message>
    <message>
        <source>If the youth is their client</source>
        <translation>Si el joven es su cliente</translation>
    </message>
    <message>
        <source>If the youth is under 18</source>
        <translation>Si el joven es menor de 18 años</translation>
    </message>
    <message>
        <source>No Tribe is recorded; ask before you decide</source>
        <translation>No consta ninguna tribu; pregunte antes de decidir</translation>
    </message>
    <message>
        <source>Ongoing meeting</source>
        <translation>Reunión de seguimiento</translation>
    </message>
    <message>
        <source>Return from detention</source>
        <translation>Regreso de la detención</translation>
    </message>
    <message>
        <source>The youth is 18 or older</source>
        <translation>El joven tiene 18 años o más</translation>
    </message>
    <message>
        <source>The youth is in a placement</source>
        <translation>El joven está en una colocación</translation>
    </message>
    <message>
        <source>The youth is in no placement</source>
        <translation>El joven no está en ninguna colocación</translation>
    </message>
    <message>
        <source>The youth is known to this agency</source>
        <translation>Esta agencia conoce al joven</translation>
    </message>
    <message>
        <source>The youth is not absent</source>
        <translation>El joven no está ausente</translation>
    </message>
    <message>
        <source>The youth is under 18</source>
        <translation>El joven es menor de 18 años</translation>
    </message>
    <message>
        <source>The youth’s age is not known: ask</source>
        <translation>No se conoce la edad del joven: pregunte</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>Triaje</translation>
    </message>
    <message>
        <source>Weekly case review</source>
        <translation>Revisión semanal de casos</translation>
    </message>
    <message>
        <source>Where the youth lives is not shown to you: ask</source>
        <translation>No se le muestra dónde vive el joven: pregunte</translation>
    </message>
    <message>
        <source>Whether the youth is absent is not shown to you: ask</source>
        <translation>No se le muestra si el joven está ausente: pregunte</translation>
    </message>
    <message>
        <source>Whether the youth is their client is not known here: ask</source>
        <translation>Aquí no se sabe si el joven es su cliente: pregunte</translation>
    </message>
    <message>
        <source>While the youth is absent</source>
        <translation>Mientras el joven esté ausente</translation>
    </message>
    <message>
        <source>While the youth is in a placement</source>
        <translation>Mientras el joven esté en una colocación</translation>
    </message>
    <message>
        <source>A screening whose result a person changed</source>
        <translation>Una evaluación cuyo resultado cambió una persona</translation>
    </message>
    <message>
        <source>A service for the youth</source>
        <translation>Un servicio para la o el joven</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptada</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobado</translation>
    </message>
    <message>
        <source>Closing an absence</source>
        <translation>El cierre de una ausencia</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Every screening</source>
        <translation>Todas las evaluaciones</translation>
    </message>
    <message>
        <source>Nobody has recorded that the youth agreed.</source>
        <translation>Nadie ha registrado que la o el joven estuvo de acuerdo.</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Aún no se le ha preguntado</translation>
    </message>
    <message>
        <source>Not sought</source>
        <translation>No se le consultó</translation>
    </message>
    <message>
        <source>Passed on to a colleague</source>
        <translation>Pasada a un colega</translation>
    </message>
    <message>
        <source>Record that the caregiver agreed, or why they were not asked.</source>
        <translation>Registre que la persona cuidadora estuvo de acuerdo, o por qué no se le consultó.</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Devuelto</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmado</translation>
    </message>
    <message>
        <source>The caregiver agreed</source>
        <translation>La persona cuidadora estuvo de acuerdo</translation>
    </message>
    <message>
        <source>The caregiver did not agree</source>
        <translation>La persona cuidadora no estuvo de acuerdo</translation>
    </message>
    <message>
        <source>The team’s safety plan</source>
        <translation>El plan de seguridad del equipo</translation>
    </message>
    <message>
        <source>The youth agreed</source>
        <translation>La o el joven estuvo de acuerdo</translation>
    </message>
    <message>
        <source>The youth did not agree</source>
        <translation>La o el joven no estuvo de acuerdo</translation>
    </message>
    <message>
        <source>The youth did not agree.</source>
        <translation>La o el joven no estuvo de acuerdo.</translation>
    </message>
    <message>
        <source>The youth does not live in this county.</source>
        <translation>La o el joven no vive en este condado.</translation>
    </message>
    <message>
        <source>The youth is absent now; refer once the youth is back.</source>
        <translation>La o el joven está ausente; refiera cuando haya vuelto.</translation>
    </message>
    <message>
        <source>The youth is older than this county refers.</source>
        <translation>La o el joven tiene más edad de la que refiere este condado.</translation>
    </message>
    <message>
        <source>The youth is younger than this county refers.</source>
        <translation>La o el joven tiene menos edad de la que refiere este condado.</translation>
    </message>
    <message>
        <source>To hand over the lead</source>
        <translation>Para entregar la dirección del caso</translation>
    </message>
    <message>
        <source>To work on the case together</source>
        <translation>Para trabajar juntos en el caso</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>At raised risk</source>
        <translation>Con riesgo elevado</translation>
    </message>
    <message>
        <source>At raised risk when last spoken of</source>
        <translation>Con riesgo elevado la última vez que se habló</translation>
    </message>
    <message>
        <source>Back from an absence</source>
        <translation>De vuelta de una ausencia</translation>
    </message>
    <message>
        <source>CSEC status changed</source>
        <translation>Cambió el estado CSEC</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Child welfare</source>
        <translation>Bienestar infantil</translation>
    </message>
    <message>
        <source>Clock overdue</source>
        <translation>Plazo vencido</translation>
    </message>
    <message>
        <source>Clock running</source>
        <translation>Plazo en curso</translation>
    </message>
    <message>
        <source>Court</source>
        <translation>Tribunal</translation>
    </message>
    <message>
        <source>First time on the agenda</source>
        <translation>Por primera vez en el orden del día</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Celebrada</translation>
    </message>
    <message>
        <source>In immediate danger</source>
        <translation>En peligro inmediato</translation>
    </message>
    <message>
        <source>In immediate danger when last spoken of</source>
        <translation>En peligro inmediato la última vez que se habló</translation>
    </message>
    <message>
        <source>Mental health</source>
        <translation>Salud mental</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>Placement changed</source>
        <translation>Cambió la colocación</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planificada</translation>
    </message>
    <message>
        <source>Probation</source>
        <translation>Libertad condicional</translation>
    </message>
    <message>
        <source>Public health</source>
        <translation>Salud pública</translation>
    </message>
    <message>
        <source>Safety flag</source>
        <translation>Alerta de seguridad</translation>
    </message>
    <message>
        <source>Safety plan to look at again</source>
        <translation>Plan de seguridad por revisar</translation>
    </message>
    <message>
        <source>Screened</source>
        <translation>Evaluado</translation>
    </message>
    <message>
        <source>Service changed</source>
        <translation>Cambió un servicio</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>Estable</translation>
    </message>
    <message>
        <source>Taken off the agenda</source>
        <translation>Retirado del orden del día</translation>
    </message>
    <message>
        <source>Task open</source>
        <translation>Tarea pendiente</translation>
    </message>
    <message>
        <source>Task overdue</source>
        <translation>Tarea vencida</translation>
    </message>
    <message>
        <source>WIC 13753: human trafficking team, two members</source>
        <translation>WIC 13753: equipo contra la trata, dos miembros</translation>
    </message>
    <message>
        <source>WIC 18951: multidisciplinary team, three members</source>
        <translation>WIC 18951: equipo multidisciplinario, tres miembros</translation>
    </message>
    <message>
        <source>WIC 18961.7: three members, 30 days after a report</source>
        <translation>WIC 18961.7: tres miembros, 30 días desde un informe</translation>
    </message>
    <message>
        <source>The worker</source>
        <translation>El trabajador</translation>
    </message>
    <message>
        <source>Report of an absence</source>
        <translation>Aviso de una ausencia</translation>
    </message>
    <message>
        <source>The same youth</source>
        <translation>La misma o el mismo joven</translation>
    </message>
    <message>
        <source>Two youths</source>
        <translation>Dos jóvenes</translation>
    </message>
    <message>
        <source>Page for a team meeting</source>
        <translation>Hoja para una reunión del equipo</translation>
    </message>
    <message>
        <source>Summary of a case</source>
        <translation>Resumen de un caso</translation>
    </message>
    <message>
        <source>Alameda County</source>
        <translation>Condado de Alameda</translation>
    </message>
    <message>
        <source>Alpine County</source>
        <translation>Condado de Alpine</translation>
    </message>
    <message>
        <source>Amador County</source>
        <translation>Condado de Amador</translation>
    </message>
    <message>
        <source>Butte County</source>
        <translation>Condado de Butte</translation>
    </message>
    <message>
        <source>Calaveras County</source>
        <translation>Condado de Calaveras</translation>
    </message>
    <message>
        <source>Colusa County</source>
        <translation>Condado de Colusa</translation>
    </message>
    <message>
        <source>Contra Costa County</source>
        <translation>Condado de Contra Costa</translation>
    </message>
    <message>
        <source>Del Norte County</source>
        <translation>Condado de Del Norte</translation>
    </message>
    <message>
        <source>El Dorado County</source>
        <translation>Condado de El Dorado</translation>
    </message>
    <message>
        <source>Fresno County</source>
        <translation>Condado de Fresno</translation>
    </message>
    <message>
        <source>Glenn County</source>
        <translation>Condado de Glenn</translation>
    </message>
    <message>
        <source>Humboldt County</source>
        <translation>Condado de Humboldt</translation>
    </message>
    <message>
        <source>Imperial County</source>
        <translation>Condado de Imperial</translation>
    </message>
    <message>
        <source>Inyo County</source>
        <translation>Condado de Inyo</translation>
    </message>
    <message>
        <source>Kern County</source>
        <translation>Condado de Kern</translation>
    </message>
    <message>
        <source>Kings County</source>
        <translation>Condado de Kings</translation>
    </message>
    <message>
        <source>Lake County</source>
        <translation>Condado de Lake</translation>
    </message>
    <message>
        <source>Lassen County</source>
        <translation>Condado de Lassen</translation>
    </message>
    <message>
        <source>Los Angeles County</source>
        <translation>Condado de Los Angeles</translation>
    </message>
    <message>
        <source>Madera County</source>
        <translation>Condado de Madera</translation>
    </message>
    <message>
        <source>Marin County</source>
        <translation>Condado de Marin</translation>
    </message>
    <message>
        <source>Mariposa County</source>
        <translation>Condado de Mariposa</translation>
    </message>
    <message>
        <source>Mendocino County</source>
        <translation>Condado de Mendocino</translation>
    </message>
    <message>
        <source>Merced County</source>
        <translation>Condado de Merced</translation>
    </message>
    <message>
        <source>Modoc County</source>
        <translation>Condado de Modoc</translation>
    </message>
    <message>
        <source>Mono County</source>
        <translation>Condado de Mono</translation>
    </message>
    <message>
        <source>Monterey County</source>
        <translation>Condado de Monterey</translation>
    </message>
    <message>
        <source>Napa County</source>
        <translation>Condado de Napa</translation>
    </message>
    <message>
        <source>Nevada County</source>
        <translation>Condado de Nevada</translation>
    </message>
    <message>
        <source>Orange County</source>
        <translation>Condado de Orange</translation>
    </message>
    <message>
        <source>Placer County</source>
        <translation>Condado de Placer</translation>
    </message>
    <message>
        <source>Plumas County</source>
        <translation>Condado de Plumas</translation>
    </message>
    <message>
        <source>Riverside County</source>
        <translation>Condado de Riverside</translation>
    </message>
    <message>
        <source>Sacramento County</source>
        <translation>Condado de Sacramento</translation>
    </message>
    <message>
        <source>San Benito County</source>
        <translation>Condado de San Benito</translation>
    </message>
    <message>
        <source>San Bernardino County</source>
        <translation>Condado de San Bernardino</translation>
    </message>
    <message>
        <source>San Diego County</source>
        <translation>Condado de San Diego</translation>
    </message>
    <message>
        <source>San Francisco County</source>
        <translation>Condado de San Francisco</translation>
    </message>
    <message>
        <source>San Joaquin County</source>
        <translation>Condado de San Joaquin</translation>
    </message>
    <message>
        <source>San Luis Obispo County</source>
        <translation>Condado de San Luis Obispo</translation>
    </message>
    <message>
        <source>San Mateo County</source>
        <translation>Condado de San Mateo</translation>
    </message>
    <message>
        <source>Santa Barbara County</source>
        <translation>Condado de Santa Barbara</translation>
    </message>
    <message>
        <source>Santa Clara County</source>
        <translation>Condado de Santa Clara</translation>
    </message>
    <message>
        <source>Santa Cruz County</source>
        <translation>Condado de Santa Cruz</translation>
    </message>
    <message>
        <source>Shasta County</source>
        <translation>Condado de Shasta</translation>
    </message>
    <message>
        <source>Sierra County</source>
        <translation>Condado de Sierra</translation>
    </message>
    <message>
        <source>Siskiyou County</source>
        <translation>Condado de Siskiyou</translation>
    </message>
    <message>
        <source>Solano County</source>
        <translation>Condado de Solano</translation>
    </message>
    <message>
        <source>Sonoma County</source>
        <translation>Condado de Sonoma</translation>
    </message>
    <message>
        <source>Stanislaus County</source>
        <translation>Condado de Stanislaus</translation>
    </message>
    <message>
        <source>Sutter County</source>
        <translation>Condado de Sutter</translation>
    </message>
    <message>
        <source>Tehama County</source>
        <translation>Condado de Tehama</translation>
    </message>
    <message>
        <source>Trinity County</source>
        <translation>Condado de Trinity</translation>
    </message>
    <message>
        <source>Tulare County</source>
        <translation>Condado de Tulare</translation>
    </message>
    <message>
        <source>Tuolumne County</source>
        <translation>Condado de Tuolumne</translation>
    </message>
    <message>
        <source>Ventura County</source>
        <translation>Condado de Ventura</translation>
    </message>
    <message>
        <source>Yolo County</source>
        <translation>Condado de Yolo</translation>
    </message>
    <message>
        <source>Yuba County</source>
        <translation>Condado de Yuba</translation>
    </message>
    <message>
        <source>Outside California</source>
        <translation>Fuera de California</translation>
    </message>
    <message>
        <source>Leads the case</source>
        <translation>Dirige el caso</translation>
    </message>
    <message>
        <source>Its juvenile court has the case</source>
        <translation>Su tribunal de menores lleva el caso</translation>
    </message>
    <message>
        <source>The youth is placed there</source>
        <translation>Allí está colocada la persona joven</translation>
    </message>
    <message>
        <source>The family lives there</source>
        <translation>La familia vive allí</translation>
    </message>
    <message>
        <source>The youth was found there</source>
        <translation>Allí se encontró a la o el joven</translation>
    </message>
    <message>
        <source>Gives services there</source>
        <translation>Da servicios allí</translation>
    </message>
    <message>
        <source>Another part</source>
        <translation>Otra parte</translation>
    </message>
    <message>
        <source>Sheriff or police</source>
        <translation>Sheriff o policía</translation>
    </message>
    <message>
        <source>Another agency</source>
        <translation>Otra agencia</translation>
    </message>
    <message>
        <source>Not asked for any more</source>
        <translation>Ya no se pide</translation>
    </message>
    <message>
        <source>That county accepted</source>
        <translation>Ese condado aceptó</translation>
    </message>
    <message>
        <source>That county declined</source>
        <translation>Ese condado no aceptó</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>This lies in the future; choose when it really was.</source>
        <translation>Esto está en el futuro; elija cuándo fue en realidad.</translation>
    </message>
    <message>
        <source>This lies before the youth was born.</source>
        <translation>Esto es anterior al nacimiento del joven.</translation>
    </message>
    <message>
        <source>The end lies before the start.</source>
        <translation>El final es anterior al comienzo.</translation>
    </message>
    <message>
        <source>A start is needed.</source>
        <translation>Se necesita un comienzo.</translation>
    </message>
    <message>
        <source>This kind needs an end: record it when the youth is back.</source>
        <translation>Este tipo necesita un final: regístrelo cuando el joven haya vuelto.</translation>
    </message>
    <message>
        <source>One of this kind is open already; end that one first.</source>
        <translation>Ya hay uno abierto de este tipo; termine ese primero.</translation>
    </message>
    <message>
        <source>This number stands on another record of this case already.</source>
        <translation>Este número ya está en otro registro de este caso.</translation>
    </message>
    <message>
        <source>This case is closed; open it again first.</source>
        <translation>Este caso está cerrado; ábralo de nuevo primero.</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Esto es necesario.</translation>
    </message>
    <message>
        <source>This is too long: {length} characters, at most {most} fit.</source>
        <translation>Es demasiado largo: {length} caracteres; caben {most} como máximo.</translation>
    </message>
    <message>
        <source>This cannot be read as it stands.</source>
        <translation>Esto no se puede leer tal como está.</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>Diga por qué.</translation>
    </message>
    <message>
        <source>What this belongs to is not in this case.</source>
        <translation>Aquello a lo que pertenece no está en este caso.</translation>
    </message>
    <message>
        <source>This needs a signature first.</source>
        <translation>Esto necesita primero una firma.</translation>
    </message>
    <message>
        <source>This belongs to another part of the case, which others see: end this one and record a new one.</source>
        <translation>Esto pertenece a otra parte del caso, que ven otros: termine este y registre uno nuevo.</translation>
    </message>
    <message>
        <source>This is too far off: at most {days} days.</source>
        <translation>Está demasiado lejos: como máximo {days} días.</translation>
    </message>
    <message>
        <source>The law asks for this earlier.</source>
        <translation>La ley pide esto antes.</translation>
    </message>
    <message>
        <source>This lies before the clock began.</source>
        <translation>Esto es anterior al comienzo del plazo.</translation>
    </message>
    <message>
        <source>The law excuses nobody from this one: tell them, then record it.</source>
        <translation>La ley no exime a nadie de este: avise y después regístrelo.</translation>
    </message>
    <message>
        <source>This way of telling does not count for this clock.</source>
        <translation>Esta forma de avisar no cuenta para este plazo.</translation>
    </message>
    <message>
        <source>This was late; say why.</source>
        <translation>Fue tarde; diga por qué.</translation>
    </message>
    <message>
        <source>That place is not approved: the absence goes on.</source>
        <translation>Ese lugar no está aprobado: la ausencia continúa.</translation>
    </message>
    <message>
        <source>This lies after you heard of the absence.</source>
        <translation>Esto es posterior a cuando supo de la ausencia.</translation>
    </message>
    <message>
        <source>This lies before the plan was made or last looked at.</source>
        <translation>Esto es anterior a cuando se hizo o se revisó el plan.</translation>
    </message>
    <message>
        <source>Choose at least one youth.</source>
        <translation>Elija al menos un joven.</translation>
    </message>
    <message>
        <source>Sharing in a team needs {needed} trained people with a signed confidentiality agreement at the table; there are {count}.</source>
        <translation>Para compartir en equipo hacen falta {needed} personas formadas y con el acuerdo de confidencialidad firmado en la mesa; hay {count}.</translation>
    </message>
    <message>
        <source>This goes into calendars and says too much: {word}. Name the room only.</source>
        <translation>Esto va a calendarios y dice demasiado: {word}. Indique solo la sala.</translation>
    </message>
    <message>
        <source>This lies in the past; choose a time to come.</source>
        <translation>Esto está en el pasado; elija un momento por venir.</translation>
    </message>
    <message>
        <source>{who} is on the list twice.</source>
        <translation>{who} está dos veces en la lista.</translation>
    </message>
    <message>
        <source>Another county leads on this day; record a hand-off, or end its lead.</source>
        <translation>Ese día dirige otro condado; registre un traspaso o ponga fin a su dirección.</translation>
    </message>
    <message>
        <source>Choose another county than the one that hands over.</source>
        <translation>Elija otro condado que el que traspasa.</translation>
    </message>
</context>
</TS>
