<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en_US">
<context>
    <name>AddCard</name>
    <message>
        <source>Do you want to add one more?</source>
        <translation>¿Quieres añadir otra respuesta?</translation>
    </message>
    <message>
        <source>Yes, one more</source>
        <translation>Sí, otra más</translation>
    </message>
    <message>
        <source>No, go on</source>
        <translation>No, seguir</translation>
    </message>
</context>
<context>
    <name>AnswersCard</name>
    <message>
        <source>Comes from: {source}</source>
        <translation>Viene de: {source}</translation>
    </message>
</context>
<context>
    <name>BlankPage</name>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>Case</source>
        <translation>Caso</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Finish contact &amp;note</source>
        <translation>Terminar la &amp;nota de contacto</translation>
    </message>
    <message>
        <source>Add contact &amp;note</source>
        <translation>Añadir &amp;nota de contacto</translation>
    </message>
    <message>
        <source>&amp;Start screening</source>
        <translation>&amp;Iniciar evaluación</translation>
    </message>
    <message>
        <source>Screenings to finish</source>
        <translation>Evaluaciones por terminar</translation>
    </message>
    <message>
        <source>To finish</source>
        <translation>Por terminar</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Todavía no hay nada registrado.</translation>
    </message>
    <message>
        <source>Add a contact note or start a screening; it is kept on this laptop at once.</source>
        <translation>Añada una nota de contacto o inicie una evaluación; se guarda al momento en esta computadora.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Cronología</translation>
    </message>
    <message>
        <source>&amp;Who opened this case</source>
        <translation>&amp;Quién abrió este caso</translation>
    </message>
    <message>
        <source>Age {age}</source>
        <translation>{age} años</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>In&amp;forme</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Plazos</translation>
    </message>
    <message>
        <source>Youth is &amp;absent</source>
        <translation>Joven &amp;ausente</translation>
    </message>
    <message>
        <source>&amp;Advocate notes</source>
        <translation>Notas de la &amp;defensora</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Fijar</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>Dejar de &amp;fijar</translation>
    </message>
    <message>
        <source>Whole &amp;timeline ({count})</source>
        <translation>Cronología &amp;completa ({count})</translation>
    </message>
    <message>
        <source>No screening: {why}</source>
        <translation>Sin evaluación: {why}</translation>
    </message>
    <message>
        <source>No contact note: {why}</source>
        <translation>Sin nota de contacto: {why}</translation>
    </message>
</context>
<context>
    <name>ComparisonCard</name>
    <message>
        <source>Since the last time, {day}</source>
        <translation>Desde la última vez, {day}</translation>
    </message>
    <message>
        <source>The last time was with another version of this form.</source>
        <translation>La última vez fue con otra versión de este formulario.</translation>
    </message>
    <message>
        <source>Answers then and now</source>
        <translation>Respuestas de entonces y de ahora</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Entonces</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Every answer is the same as then.</source>
        <translation>Todas las respuestas son iguales a las de entonces.</translation>
    </message>
</context>
<context>
    <name>ConflictNotice</name>
    <message>
        <source>&amp;Decide</source>
        <translation>&amp;Decidir</translation>
    </message>
    <message>
        <source>People wrote different things in the same place: {count} to decide.</source>
        <translation>Hay personas que escribieron cosas distintas en el mismo lugar: {count} por decidir.</translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Nobody disagrees.</source>
        <translation>Nadie está en desacuerdo.</translation>
    </message>
    <message>
        <source>When two people write different things in the same place, both stand here.</source>
        <translation>Cuando dos personas escriben cosas distintas en el mismo lugar, ambas aparecen aquí.</translation>
    </message>
    <message>
        <source>Every value is kept for good, with who wrote it, whatever you decide.</source>
        <translation>Todos los valores se guardan para siempre, con quien los escribió, decida lo que decida.</translation>
    </message>
</context>
<context>
    <name>CounterEditor</name>
    <message>
        <source>One less</source>
        <translation>Uno menos</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Uno más</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Calendar</source>
        <translation>Calendario</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Mes anterior</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Mes siguiente</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
</context>
<context>
    <name>DateTimeEditor</name>
    <message>
        <source>{question}: date</source>
        <translation>{question}: fecha</translation>
    </message>
    <message>
        <source>{question}: time</source>
        <translation>{question}: hora</translation>
    </message>
    <message>
        <source>Write the date as well, such as 2026-03-09.</source>
        <translation>Escriba también la fecha, por ejemplo 2026-03-09.</translation>
    </message>
    <message>
        <source>Write the time as well, such as 14:30.</source>
        <translation>Escriba también la hora, por ejemplo 14:30.</translation>
    </message>
    <message>
        <source>Write a date here as year-month-day, such as 2026-03-09.</source>
        <translation>Escriba aquí una fecha como año-mes-día, por ejemplo 2026-03-09.</translation>
    </message>
    <message>
        <source>First time (daylight saving)</source>
        <translation>La primera vez (horario de verano)</translation>
    </message>
    <message>
        <source>Second time (standard)</source>
        <translation>La segunda vez (horario normal)</translation>
    </message>
    <message>
        <source>{question}: which of the two, as the clocks go back</source>
        <translation>{question}: cuál de las dos, porque los relojes se atrasan</translation>
    </message>
</context>
<context>
    <name>DisplayMenu</name>
    <message>
        <source>Display</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Language and colours</source>
        <translation>Idioma y colores</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Colores del sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>DisputeCard</name>
    <message>
        <source>Take what I &amp;wrote</source>
        <translation>Tomar lo que &amp;escribí</translation>
    </message>
    <message>
        <source>Decided by {name}, {moment}</source>
        <translation>Decidido por {name}, {moment}</translation>
    </message>
    <message>
        <source>{name}, {moment}</source>
        <translation>{name}, {moment}</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>Tomar este</translation>
    </message>
    <message>
        <source>Take {value}, written by {who}</source>
        <translation>Tomar {value}, escrito por {who}</translation>
    </message>
    <message>
        <source>Another value for {field}</source>
        <translation>Otro valor para {field}</translation>
    </message>
    <message>
        <source>Year-month-day, such as 2010-04-30</source>
        <translation>Año-mes-día, por ejemplo 2010-04-30</translation>
    </message>
    <message>
        <source>Or write another value</source>
        <translation>O escriba otro valor</translation>
    </message>
    <message>
        <source>Until somebody decides, {value} is shown: it protects the youth more.</source>
        <translation>Hasta que alguien decida se muestra {value}: protege más al joven.</translation>
    </message>
    <message>
        <source>Until somebody decides, {value} is shown: it was written first.</source>
        <translation>Hasta que alguien decida se muestra {value}: se escribió primero.</translation>
    </message>
    <message>
        <source>You may not decide this one.</source>
        <translation>Usted no puede decidir esto.</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nada)</translation>
    </message>
    <message>
        <source>Your own value was not sent yet: sync first, then decide.</source>
        <translation>Su propio valor aún no se ha enviado: sincronice primero y decida después.</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Every answer is saved as you give it</source>
        <translation>Cada respuesta se guarda al darla</translation>
    </message>
    <message>
        <source>Language of the form; answers stay as they are</source>
        <translation>Idioma del formulario; las respuestas no cambian</translation>
    </message>
    <message>
        <source>Language of the form: {language}</source>
        <translation>Idioma del formulario: {language}</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Guardado a las {time}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>Idioma del formulario</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Entregar…</translation>
    </message>
    <message>
        <source>Let the youth answer alone</source>
        <translation>Dejar que la persona joven conteste a solas</translation>
    </message>
</context>
<context>
    <name>DraftFoot</name>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Anterior</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>&amp;Siguiente</translation>
    </message>
    <message>
        <source>Number keys choose · Enter goes on · Ctrl+PgDn next section</source>
        <translation>Los números eligen · Intro avanza · Ctrl+AvPág: sección siguiente</translation>
    </message>
    <message>
        <source>Section {at} of {total}</source>
        <translation>Sección {at} de {total}</translation>
    </message>
    <message>
        <source>&amp;Sign…</source>
        <translation>&amp;Firmar…</translation>
    </message>
</context>
<context>
    <name>DraftPage</name>
    <message>
        <source>Screening</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>Summary and signing</source>
        <translation>Resumen y firma</translation>
    </message>
    <message>
        <source>{done} of {total} answered</source>
        <translation>{done} de {total} respondidas</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>Quitado: {name}</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>From here on the screen shows only their questions, until you enter your passphrase.</source>
        <translation>Desde ahora la pantalla muestra solo sus preguntas, hasta que usted escriba su frase de contraseña.</translation>
    </message>
    <message>
        <source>They can have each question read aloud.</source>
        <translation>Cada pregunta se puede escuchar en voz alta.</translation>
    </message>
    <message>
        <source>Nothing is read aloud: this installation comes without voices.</source>
        <translation>Nada se lee en voz alta: esta instalación no trae voces.</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
    <message>
        <source>Hand the laptop to the youth?</source>
        <translation>¿Entregar la computadora a la persona joven?</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Entregar</translation>
    </message>
</context>
<context>
    <name>DrawingEditor</name>
    <message>
        <source>Nothing drawn yet.</source>
        <translation>Aún no hay ningún dibujo.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Draw here with mouse, pen or finger, or choose a file.</source>
        <translation>Dibuje aquí con el ratón, el lápiz o el dedo, o elija un archivo.</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Negro</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
</context>
<context>
    <name>EndCard</name>
    <message>
        <source>Thank you. Please give the laptop back.</source>
        <translation>Gracias. Por favor, devuelve la computadora.</translation>
    </message>
    <message>
        <source>For the worker</source>
        <translation>Para quien atiende</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Picture: {name}</source>
        <translation>Imagen: {name}</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Guardar una copia…</translation>
    </message>
    <message>
        <source>Save a copy of {name}</source>
        <translation>Guardar una copia de {name}</translation>
    </message>
    <message>
        <source>“{name}” is not on this laptop yet: sync, then open this page again.</source>
        <translation>«{name}» aún no está en esta computadora: sincronice y vuelva a abrir esta página.</translation>
    </message>
</context>
<context>
    <name>GeotraceEditor</name>
    <message>
        <source>Add a point</source>
        <translation>Añadir un punto</translation>
    </message>
    <message>
        <source>{question}, point {at}</source>
        <translation>{question}, punto {at}</translation>
    </message>
    <message>
        <source>Write at least {count} points here; there are {now}.</source>
        <translation>Escriba aquí al menos {count} puntos; ahora hay {now}.</translation>
    </message>
    <message>
        <source>Remove this point</source>
        <translation>Quitar este punto</translation>
    </message>
    <message>
        <source>Points: {count}</source>
        <translation>Puntos: {count}</translation>
    </message>
</context>
<context>
    <name>HandoverFoot</name>
    <message>
        <source>I want to stop</source>
        <translation>Quiero parar</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>HandoverScreen</name>
    <message>
        <source>Question {at} of {count}</source>
        <translation>Pregunta {at} de {count}</translation>
    </message>
    <message>
        <source>Choose an answer, or press “Skip”.</source>
        <translation>Elige una respuesta o pulsa «Omitir».</translation>
    </message>
</context>
<context>
    <name>IdentityCard</name>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>También conocido como</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Nacimiento</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Pronombres</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>Caso abierto</translation>
    </message>
    <message>
        <source>Consents and other grounds are as the county told on {moment}.</source>
        <translation>Los consentimientos y demás bases son los que informó el condado el {moment}.</translation>
    </message>
    <message>
        <source>{parts}, written by {agency}</source>
        <translation>{parts}, de {agency}</translation>
    </message>
    <message>
        <source>Shown on the same ground to: {people}</source>
        <translation>Con la misma base lo ven: {people}</translation>
    </message>
    <message>
        <source>No end date is set.</source>
        <translation>No tiene fecha de fin.</translation>
    </message>
    <message>
        <source>Until {day}.</source>
        <translation>Hasta el {day}.</translation>
    </message>
    <message>
        <source>Why you can see this</source>
        <translation>Por qué puede ver esto</translation>
    </message>
    <message>
        <source>Parts open to you: {parts}</source>
        <translation>Partes abiertas para usted: {parts}</translation>
    </message>
    <message>
        <source>Other agencies&apos; people who can see it: {people}</source>
        <translation>Personas de otras agencias que pueden verlo: {people}</translation>
    </message>
    <message>
        <source>Shown to whom</source>
        <translation>Mostrado a quién</translation>
    </message>
    <message>
        <source>Shown to whom: {parts}</source>
        <translation>Mostrado a quién: {parts}</translation>
    </message>
    <message>
        <source>The county has not told this laptop yet who else can see your work.</source>
        <translation>El condado aún no ha informado a esta computadora quién más puede ver su trabajo.</translation>
    </message>
    <message>
        <source>Who else can see your agency&apos;s work: as the county told on {moment}.</source>
        <translation>Quién más puede ver el trabajo de su agencia: según informó el condado el {moment}.</translation>
    </message>
    <message>
        <source>County that leads</source>
        <translation>Condado que dirige</translation>
    </message>
</context>
<context>
    <name>InstrumentDialog</name>
    <message>
        <source>Which form?</source>
        <translation>¿Qué formulario?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>{form}: cannot be started</source>
        <translation>{form}: no se puede empezar</translation>
    </message>
</context>
<context>
    <name>JumpList</name>
    <message>
        <source>Sections</source>
        <translation>Secciones</translation>
    </message>
    <message>
        <source>Summary and signing</source>
        <translation>Resumen y firma</translation>
    </message>
    <message>
        <source>{count} still open</source>
        <translation>{count} pendientes</translation>
    </message>
    <message>
        <source>Ready to sign</source>
        <translation>Lista para firmar</translation>
    </message>
    <message>
        <source>Something to mend</source>
        <translation>Hay algo que corregir</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>Para leer</translation>
    </message>
    <message>
        <source>{done} of {total} answered</source>
        <translation>{done} de {total} respondidas</translation>
    </message>
</context>
<context>
    <name>KeepingFoot</name>
    <message>
        <source>Set the store &amp;aside…</source>
        <translation>&amp;Apartar el almacén…</translation>
    </message>
    <message>
        <source>Set up &amp;another worker</source>
        <translation>Preparar para &amp;otra persona</translation>
    </message>
    <message>
        <source>&amp;Remove this worker…</source>
        <translation>&amp;Quitar a esta persona…</translation>
    </message>
    <message>
        <source>Set this store aside and go on in a new one?</source>
        <translation>¿Apartar este almacén y seguir en uno nuevo?</translation>
    </message>
    <message>
        <source>It is moved as it is, sealed; nothing of it is deleted. Work that was not sent stays in it until your administrator recovers it. The new store is empty and needs a new invite.</source>
        <translation>Se mueve tal como está, sellado; no se borra nada de él. El trabajo no enviado se queda en él hasta que su administración lo recupere. El almacén nuevo está vacío y necesita otra invitación.</translation>
    </message>
    <message>
        <source>Set it aside</source>
        <translation>Apartarlo</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>&amp;Forgotten passphrase…</source>
        <translation>&amp;Olvidé la frase…</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>&amp;Earlier week</source>
        <translation>Semana &amp;anterior</translation>
    </message>
    <message>
        <source>&amp;Later week</source>
        <translation>Semana &amp;siguiente</translation>
    </message>
    <message>
        <source>&amp;Whole week</source>
        <translation>Semana &amp;completa</translation>
    </message>
    <message>
        <source>Mark as &amp;reviewed</source>
        <translation>Marcar como &amp;revisada</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>Por persona</translation>
    </message>
    <message>
        <source>Everything, newest first</source>
        <translation>Todo, lo más reciente primero</translation>
    </message>
    <message>
        <source>Only the newest {count} are shown.</source>
        <translation>Solo se muestran las {count} más recientes.</translation>
    </message>
    <message>
        <source>Nothing was logged.</source>
        <translation>No se registró nada.</translation>
    </message>
    <message>
        <source>What is done on a laptop stands here after its next sync.</source>
        <translation>Lo que se hace en una computadora aparece aquí después de su próxima sincronización.</translation>
    </message>
    <message>
        <source>Asking the county…</source>
        <translation>Preguntando al condado…</translation>
    </message>
    <message>
        <source>This is only what this laptop logged itself. {reason}</source>
        <translation>Esto es solo lo que registró esta misma computadora. {reason}</translation>
    </message>
    <message>
        <source>From the county: what was done in your cases, on any laptop.</source>
        <translation>Del condado: lo que se hizo en sus casos, en cualquier computadora.</translation>
    </message>
    <message>
        <source>You marked this week as reviewed: {moment}</source>
        <translation>Usted marcó esta semana como revisada: {moment}</translation>
    </message>
    <message>
        <source>You have not marked this week as reviewed.</source>
        <translation>Usted no ha marcado esta semana como revisada.</translation>
    </message>
    <message>
        <source>Who opened this case, for a year: {name}</source>
        <translation>Quién abrió este caso, durante un año: {name}</translation>
    </message>
    <message>
        <source>a case that is not on this laptop</source>
        <translation>un caso que no está en esta computadora</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>{count} not done</source>
        <translation>{count} sin hacerse</translation>
    </message>
    <message>
        <source>{event}: {count}</source>
        <translation>{event}: {count}</translation>
    </message>
    <message>
        <source>this laptop</source>
        <translation>esta computadora</translation>
    </message>
    <message>
        <source>another laptop</source>
        <translation>otra computadora</translation>
    </message>
</context>
<context>
    <name>LongChoicesEditor</name>
    <message>
        <source>Type to search</source>
        <translation>Escriba para buscar</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Mostrar la lista</translation>
    </message>
    <message>
        <source>“{words}” is not in the list; choose one that is.</source>
        <translation>«{words}» no está en la lista; elija una opción que esté.</translation>
    </message>
</context>
<context>
    <name>MissingRow</name>
    <message>
        <source>No answer:</source>
        <translation>Sin respuesta:</translation>
    </message>
    <message>
        <source>Alt+{key}</source>
        <translation>Alt+{key}</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>When the contact took place</source>
        <translation>Cuándo tuvo lugar el contacto</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué ocurrió</translation>
    </message>
    <message>
        <source>What was seen and said, in plain words</source>
        <translation>Lo visto y lo dicho, con palabras sencillas</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Guardar nota</translation>
    </message>
    <message>
        <source>Throw this note away?</source>
        <translation>¿Descartar esta nota?</translation>
    </message>
    <message>
        <source>It has not been saved.</source>
        <translation>No se ha guardado.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Seguir escribiendo</translation>
    </message>
    <message>
        <source>Contact note</source>
        <translation>Nota de contacto</translation>
    </message>
    <message>
        <source>&amp;When</source>
        <translation>&amp;Cuándo</translation>
    </message>
    <message>
        <source>What &amp;happened</source>
        <translation>&amp;Qué ocurrió</translation>
    </message>
    <message>
        <source>A saved note cannot be changed; a correction is a new note.</source>
        <translation>Una nota guardada no se puede cambiar; una corrección es una nota nueva.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>Before you log on</source>
        <translation>Antes de entrar</translation>
    </message>
    <message>
        <source>I understand and &amp;agree</source>
        <translation>Entiendo y &amp;acepto</translation>
    </message>
    <message>
        <source>This is a restricted information system. Use of it may be monitored, recorded and audited. Unauthorized use is prohibited and may bring criminal and civil penalties. Using this system means that you consent to monitoring and recording.</source>
        <translation>Este es un sistema de información restringido. Su uso puede ser vigilado, registrado y auditado. El uso no autorizado está prohibido y puede acarrear sanciones penales y civiles. Al usar este sistema usted consiente que se vigile y se registre.</translation>
    </message>
</context>
<context>
    <name>PassphraseCard</name>
    <message>
        <source>Change the passphrase</source>
        <translation>Cambiar la frase de contraseña</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>Frase de contraseña actual</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Frase de contraseña nueva</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>Frase de contraseña nueva otra vez</translation>
    </message>
    <message>
        <source>Change &amp;passphrase</source>
        <translation>Cambiar la &amp;frase de contraseña</translation>
    </message>
    <message>
        <source>At least 10 characters with upper and lower case, a digit and a sign, or at least 20 characters. Nobody can look it up for you.</source>
        <translation>Al menos 10 caracteres con mayúsculas y minúsculas, una cifra y un signo, o al menos 20 caracteres. Nadie puede consultarla por usted.</translation>
    </message>
    <message>
        <source>Type the same passphrase once more.</source>
        <translation>Escriba la misma frase una vez más.</translation>
    </message>
    <message>
        <source>The passphrase is strong enough.</source>
        <translation>La frase es suficientemente fuerte.</translation>
    </message>
    <message>
        <source>From now on only the new passphrase opens this laptop.</source>
        <translation>Desde ahora solo la frase nueva abre esta computadora.</translation>
    </message>
</context>
<context>
    <name>PickScreenings</name>
    <message>
        <source>&amp;All</source>
        <translation>&amp;Todas</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Ninguna</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>{chosen} of {total} chosen</source>
        <translation>{chosen} de {total} elegidas</translation>
    </message>
</context>
<context>
    <name>PointFields</name>
    <message>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <source>Altitude (m)</source>
        <translation>Altitud (m)</translation>
    </message>
    <message>
        <source>Accuracy (m)</source>
        <translation>Precisión (m)</translation>
    </message>
    <message>
        <source>{question}: {part}</source>
        <translation>{question}: {part}</translation>
    </message>
    <message>
        <source>Write a latitude here from -90 to 90, such as 38.5816.</source>
        <translation>Escriba aquí una latitud de -90 a 90, por ejemplo 38.5816.</translation>
    </message>
    <message>
        <source>Write a longitude here from -180 to 180, such as -121.4944.</source>
        <translation>Escriba aquí una longitud de -180 a 180, por ejemplo -121.4944.</translation>
    </message>
    <message>
        <source>Write an altitude here in metres, such as 9, or leave it empty.</source>
        <translation>Escriba aquí una altitud en metros, por ejemplo 9, o déjela vacía.</translation>
    </message>
    <message>
        <source>Write an accuracy here in metres, such as 5, or leave it empty.</source>
        <translation>Escriba aquí una precisión en metros, por ejemplo 5, o déjela vacía.</translation>
    </message>
</context>
<context>
    <name>QuestionHead</name>
    <message>
        <source>Stop reading</source>
        <translation>Dejar de leer</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Leer en voz alta</translation>
    </message>
</context>
<context>
    <name>QuestionWords</name>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Opcional</translation>
    </message>
    <message>
        <source>This question comes with a recording, which cannot be played here.</source>
        <translation>Esta pregunta trae una grabación, que aquí no se puede reproducir.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>Lugares</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Lock and hide everything (F8 or Ctrl+L)</source>
        <translation>Bloquear y ocultarlo todo (F8 o Ctrl+L)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Youths</source>
        <translation>Jóvenes</translation>
    </message>
    <message>
        <source>Screenings</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sincronizar</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Start the clocks of an absence (Ctrl+M)</source>
        <translation>Iniciar los plazos de una ausencia (Ctrl+M)</translation>
    </message>
    <message>
        <source>Youth absent</source>
        <translation>Joven ausente</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Bandeja</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Prácticas</translation>
    </message>
    <message>
        <source>{place} ({count})</source>
        <translation>{place} ({count})</translation>
    </message>
</context>
<context>
    <name>RankingEditor</name>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>This is the order</source>
        <translation>Este es el orden</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Arriba</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Abajo</translation>
    </message>
    <message>
        <source>Not ranked yet: move a line, or say that this is the order.</source>
        <translation>Aún sin ordenar: mueva una línea o diga que este es el orden.</translation>
    </message>
</context>
<context>
    <name>RatedLine</name>
    <message>
        <source>The youth’s answer to “{question}”: {answer}</source>
        <translation>La respuesta de la persona joven a «{question}»: {answer}</translation>
    </message>
</context>
<context>
    <name>RatingEditor</name>
    <message>
        <source>{value} of {most}</source>
        <translation>{value} de {most}</translation>
    </message>
</context>
<context>
    <name>ReadingAloud</name>
    <message>
        <source>There are more choices on the screen.</source>
        <translation>Hay más opciones en la pantalla.</translation>
    </message>
</context>
<context>
    <name>ReceiptLines</name>
    <message>
        <source>This laptop has not synced yet.</source>
        <translation>Esta computadora todavía no se ha sincronizado.</translation>
    </message>
    <message>
        <source>Sent: {count}</source>
        <translation>Enviados: {count}</translation>
    </message>
    <message>
        <source>Not taken: {count}</source>
        <translation>No aceptados: {count}</translation>
    </message>
    <message>
        <source>Received: {count}</source>
        <translation>Recibidos: {count}</translation>
    </message>
    <message>
        <source>Cases no longer yours: {count}</source>
        <translation>Casos que ya no le corresponden: {count}</translation>
    </message>
</context>
<context>
    <name>RemoveWorker</name>
    <message>
        <source>Remove {label} from this laptop?</source>
        <translation>¿Quitar a {label} de esta computadora?</translation>
    </message>
    <message>
        <source>The keys of this worker&apos;s store are destroyed, then its files. It is refused while anything in it has not been sent.</source>
        <translation>Se destruyen las claves del almacén de esta persona y después sus archivos. Se rechaza mientras quede algo en él sin enviar.</translation>
    </message>
    <message>
        <source>Passphrase of this worker</source>
        <translation>Frase de contraseña de esta persona</translation>
    </message>
    <message>
        <source>&amp;Passphrase of this worker</source>
        <translation>&amp;Frase de contraseña de esta persona</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>RepeatStrip</name>
    <message>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>{name}: {number} of {count}</source>
        <translation>{name}: {number} de {count}</translation>
    </message>
    <message>
        <source>Remove this one</source>
        <translation>Quitar este</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>Quitar {what}</translation>
    </message>
    <message>
        <source>Add another: {name}</source>
        <translation>Añadir otro: {name}</translation>
    </message>
    <message>
        <source>Add: {name}</source>
        <translation>Añadir: {name}</translation>
    </message>
</context>
<context>
    <name>SavingStrip</name>
    <message>
        <source>Saving</source>
        <translation>Guardando</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Saving: {done} of {total}</source>
        <translation>Guardando: {done} de {total}</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>One answer lifts the result by itself: {words} ({answer})</source>
        <translation>Una respuesta eleva por sí sola el resultado: {words} ({answer})</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>Sin puntuación</translation>
    </message>
    <message>
        <source>By the number alone: {band}</source>
        <translation>Solo por el número: {band}</translation>
    </message>
    <message>
        <source>Decided by {who}</source>
        <translation>Decidido por {who}</translation>
    </message>
    <message>
        <source>Result set by {name}</source>
        <translation>Resultado fijado por {name}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Motivo: {reason}</translation>
    </message>
    <message>
        <source>Result as computed</source>
        <translation>Resultado según el cálculo</translation>
    </message>
    <message>
        <source>Suggested; nothing has been started</source>
        <translation>Sugerido; nada se ha iniciado</translation>
    </message>
    <message>
        <source>taken up</source>
        <translation>se hará</translation>
    </message>
    <message>
        <source>not taken up</source>
        <translation>no se hará</translation>
    </message>
    <message>
        <source>How often this form is right, as its author states</source>
        <translation>Con qué frecuencia acierta este formulario, según su autor</translation>
    </message>
    <message>
        <source>Scored items without an answer: {count}. They do not count as no.</source>
        <translation>Preguntas con puntos sin respuesta: {count}. No cuentan como «no».</translation>
    </message>
    <message>
        <source>Suggested next step</source>
        <translation>Siguiente paso sugerido</translation>
    </message>
</context>
<context>
    <name>ScoreScale</name>
    <message>
        <source>Scale: {bands}</source>
        <translation>Escala: {bands}</translation>
    </message>
</context>
<context>
    <name>ScreeningsPage</name>
    <message>
        <source>Screenings</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Screenings to finish</source>
        <translation>Evaluaciones por terminar</translation>
    </message>
    <message>
        <source>Signed screenings</source>
        <translation>Evaluaciones firmadas</translation>
    </message>
    <message>
        <source>No screening is waiting to be finished.</source>
        <translation>No hay evaluaciones por terminar.</translation>
    </message>
    <message>
        <source>Open a youth and choose “Start screening”.</source>
        <translation>Abra un caso y elija «Iniciar evaluación».</translation>
    </message>
    <message>
        <source>Find a youth</source>
        <translation>Buscar un caso</translation>
    </message>
    <message>
        <source>No signed screening is on this laptop.</source>
        <translation>No hay evaluaciones firmadas en esta computadora.</translation>
    </message>
    <message>
        <source>Those you sign, and those colleagues share with you, stand here.</source>
        <translation>Aquí aparecen las que usted firma y las que le comparten sus colegas.</translation>
    </message>
    <message>
        <source>Save as &amp;spreadsheet</source>
        <translation>Guardar como &amp;hoja de cálculo</translation>
    </message>
    <message>
        <source>Save as spreadsheet</source>
        <translation>Guardar como hoja de cálculo</translation>
    </message>
    <message>
        <source>To finish</source>
        <translation>Por terminar</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmadas</translation>
    </message>
    <message>
        <source>{title}: {count} signed</source>
        <translation>{title}: {count} firmadas</translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message>
        <source>Security</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <source>What was found on this computer just now</source>
        <translation>Lo que se encontró en esta computadora hace un momento</translation>
    </message>
    <message>
        <source>Weaker than it could be</source>
        <translation>Más débil de lo que podría ser</translation>
    </message>
    <message>
        <source>What protects this laptop</source>
        <translation>Lo que protege esta computadora</translation>
    </message>
    <message>
        <source>The county&apos;s orders</source>
        <translation>Las órdenes del condado</translation>
    </message>
    <message>
        <source>You locked it.</source>
        <translation>Usted la bloqueó.</translation>
    </message>
    <message>
        <source>No end is set</source>
        <translation>Sin fecha de fin</translation>
    </message>
    <message>
        <source>{version}, the program&apos;s own</source>
        <translation>{version}, la del propio programa</translation>
    </message>
    <message>
        <source>{version}, since {day}</source>
        <translation>{version}, desde el {day}</translation>
    </message>
    <message>
        <source>May show what it holds until</source>
        <translation>Puede mostrar lo que guarda hasta</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Reglas</translation>
    </message>
    <message>
        <source>Last lock</source>
        <translation>Último bloqueo</translation>
    </message>
    <message>
        <source>Consents and other grounds, as told on</source>
        <translation>Consentimientos y otras bases, según se informó el</translation>
    </message>
    <message>
        <source>Never; sync first</source>
        <translation>Nunca; sincronice primero</translation>
    </message>
</context>
<context>
    <name>SetUpPage</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Elegir…</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>&amp;Preparar</translation>
    </message>
    <message>
        <source>At least 10 characters with upper and lower case, a digit and a sign, or at least 20 characters. Nobody can look it up for you.</source>
        <translation>Al menos 10 caracteres con mayúsculas y minúsculas, una cifra y un signo, o al menos 20 caracteres. Nadie puede consultarla por usted.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Shown on this laptop as</source>
        <translation>Se muestra en esta computadora como</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Archivo del certificado</translation>
    </message>
    <message>
        <source>Open the sign-in page again</source>
        <translation>Abrir otra vez la página de inicio de sesión</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Shown on this laptop as (initials, no name)</source>
        <translation>Se muestra en esta computadora como (iniciales, sin nombre)</translation>
    </message>
    <message>
        <source>Certificate of the county</source>
        <translation>Certificado del condado</translation>
    </message>
    <message>
        <source>Use the passphrase that this laptop had; it stays as it is.</source>
        <translation>Use la frase de contraseña que tenía esta computadora; no cambia.</translation>
    </message>
    <message>
        <source>This is made of words or signs that are guessed first; put more of your own in it.</source>
        <translation>Está hecha de palabras o signos que se adivinan primero; ponga más de su parte.</translation>
    </message>
    <message>
        <source>Estimate: guessed at once.</source>
        <translation>Estimación: se adivina enseguida.</translation>
    </message>
    <message>
        <source>Estimate: guessed easily.</source>
        <translation>Estimación: se adivina con facilidad.</translation>
    </message>
    <message>
        <source>Estimate: guessed with some effort.</source>
        <translation>Estimación: se adivina con algún esfuerzo.</translation>
    </message>
    <message>
        <source>Estimate: hard to guess.</source>
        <translation>Estimación: difícil de adivinar.</translation>
    </message>
    <message>
        <source>Estimate: very hard to guess.</source>
        <translation>Estimación: muy difícil de adivinar.</translation>
    </message>
    <message>
        <source>Sign in with your county account in the browser, then come back here.</source>
        <translation>Inicie sesión con su cuenta del condado en el navegador y vuelva aquí.</translation>
    </message>
    <message>
        <source>Read these six digits to your supervisor, who compares them with those on the county&apos;s screen. This page goes on by itself.</source>
        <translation>Lea estos seis dígitos a su supervisor, que los compara con los de la pantalla del condado. Esta página sigue sola.</translation>
    </message>
    <message>
        <source>County address</source>
        <translation>Dirección del condado</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invitación</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Frase de contraseña nueva</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>La frase nueva otra vez</translation>
    </message>
    <message>
        <source>Set up this laptop</source>
        <translation>Preparar esta computadora</translation>
    </message>
    <message>
        <source>Setting up</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>The passphrase is strong enough.</source>
        <translation>La frase es suficientemente fuerte.</translation>
    </message>
    <message>
        <source>Type the same passphrase once more.</source>
        <translation>Escriba la misma frase una vez más.</translation>
    </message>
    <message>
        <source>Your administrator gives you the address, the certificate and an invite.</source>
        <translation>Su administración le da la dirección, el certificado y una invitación.</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Sign this screening?</source>
        <translation>¿Firmar esta evaluación?</translation>
    </message>
    <message>
        <source>It is signed as {name} and can no longer be changed. It records what was seen and said; it decides nothing by itself.</source>
        <translation>Se firma como {name} y ya no se puede cambiar. Recoge lo visto y lo dicho; por sí misma no decide nada.</translation>
    </message>
    <message>
        <source>Set another result, with a reason</source>
        <translation>Fijar otro resultado, con un motivo</translation>
    </message>
    <message>
        <source>The result suggests this. Will you do it? Nothing starts by itself.</source>
        <translation>El resultado sugiere esto. ¿Lo hará? Nada se inicia por sí solo.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Reason for another result</source>
        <translation>Motivo de otro resultado</translation>
    </message>
    <message>
        <source>What led you to it; the computed result stays</source>
        <translation>Qué le llevó a ello; el resultado calculado se conserva</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Firmar</translation>
    </message>
</context>
<context>
    <name>SignedPage</name>
    <message>
        <source>Signed screening</source>
        <translation>Evaluación firmada</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>&amp;Print summary</source>
        <translation>&amp;Imprimir resumen</translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation>&amp;Guardar como</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Guardar como</translation>
    </message>
    <message>
        <source>Full report (.pdf)</source>
        <translation>Informe completo (.pdf)</translation>
    </message>
    <message>
        <source>&amp;Open case</source>
        <translation>&amp;Abrir caso</translation>
    </message>
    <message>
        <source>Case reference</source>
        <translation>Referencia del caso</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmada</translation>
    </message>
    <message>
        <source>Why you can see this</source>
        <translation>Por qué puede ver esto</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Kept answers, which count for nothing</source>
        <translation>Respuestas guardadas que no cuentan</translation>
    </message>
    <message>
        <source>Signed and kept on this laptop; it goes out with the next sync.</source>
        <translation>Firmada y guardada en esta computadora; se enviará en la próxima sincronización.</translation>
    </message>
    <message>
        <source>{version}, fingerprint {hash}</source>
        <translation>{version}, huella {hash}</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Firmada por</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Fecha de firma</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Form version</source>
        <translation>Versión del formulario</translation>
    </message>
    <message>
        <source>Save summary</source>
        <translation>Guardar resumen</translation>
    </message>
    <message>
        <source>Save full report</source>
        <translation>Guardar el informe completo</translation>
    </message>
</context>
<context>
    <name>SliderEditor</name>
    <message>
        <source>No value</source>
        <translation>Sin valor</translation>
    </message>
    <message>
        <source>{value}; from {start} to {end}</source>
        <translation>{value}; de {start} a {end}</translation>
    </message>
    <message>
        <source>Write a number here from {start} to {end} in steps of {step}.</source>
        <translation>Escriba aquí un número de {start} a {end} en pasos de {step}.</translation>
    </message>
</context>
<context>
    <name>SourceRow</name>
    <message>
        <source>Where the answer comes from</source>
        <translation>De dónde viene la respuesta</translation>
    </message>
    <message>
        <source>Comes from:</source>
        <translation>Viene de:</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>This part is for you. You answer it on your own.</source>
        <translation>Esta parte es para ti. La contestas a solas.</translation>
    </message>
    <message>
        <source>You can skip any question, and you can stop whenever you want.</source>
        <translation>Puedes omitir cualquier pregunta y parar cuando quieras.</translation>
    </message>
    <message>
        <source>What you answer is not shown here again. The person who gave you this laptop can read it afterwards.</source>
        <translation>Lo que contestes no se vuelve a mostrar aquí. La persona que te dio esta computadora puede leerlo después.</translation>
    </message>
    <message>
        <source>Read every question aloud</source>
        <translation>Leer cada pregunta en voz alta</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>Idioma del formulario</translation>
    </message>
    <message>
        <source>This computer has no voice for {language}, so nothing is read aloud.</source>
        <translation>Esta computadora no tiene voz para {language}, así que nada se lee en voz alta.</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>State of this laptop</source>
        <translation>Estado de esta computadora</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Prácticas</translation>
    </message>
    <message>
        <source>Unlocked · {who}</source>
        <translation>Desbloqueado · {who}</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Sincronizando…</translation>
    </message>
    <message>
        <source>Authorized, no end set</source>
        <translation>Autorizado, sin fecha de fin</translation>
    </message>
    <message>
        <source>Authorized until {moment}</source>
        <translation>Autorizado hasta el {moment}</translation>
    </message>
    <message>
        <source>Never synced</source>
        <translation>Nunca sincronizado</translation>
    </message>
    <message>
        <source>Last sync {moment}</source>
        <translation>Última sincronización: {moment}</translation>
    </message>
    <message>
        <source>Not sent: {count}</source>
        <translation>Sin enviar: {count}</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>Todo enviado</translation>
    </message>
</context>
<context>
    <name>StillHere</name>
    <message>
        <source>Are you still here?</source>
        <translation>¿Sigue ahí?</translation>
    </message>
    <message>
        <source>The window locks in {seconds} seconds. Press any key to go on.</source>
        <translation>La ventana se bloquea en {seconds} segundos. Pulse cualquier tecla para seguir.</translation>
    </message>
</context>
<context>
    <name>SummaryPanel</name>
    <message>
        <source>Every required item is answered. Read the result, then sign.</source>
        <translation>Todas las preguntas obligatorias tienen respuesta. Lea el resultado y firme.</translation>
    </message>
    <message>
        <source>This form has no score.</source>
        <translation>Este formulario no tiene puntuación.</translation>
    </message>
    <message>
        <source>Still open: {count}</source>
        <translation>Pendientes: {count}</translation>
    </message>
    <message>
        <source>Items still open</source>
        <translation>Preguntas pendientes</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>Sincronizar</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Sincronizar ahora</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Última sincronización</translation>
    </message>
    <message>
        <source>Not taken by the county</source>
        <translation>No aceptado por el condado</translation>
    </message>
    <message>
        <source>This work is kept on this laptop. Nothing is thrown away.</source>
        <translation>Este trabajo se conserva en esta computadora. No se descarta nada.</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Everything on this laptop has been sent.</source>
        <translation>Todo lo de esta computadora se ha enviado.</translation>
    </message>
    <message>
        <source>Sync now to fetch what colleagues have shared since.</source>
        <translation>Sincronice ahora para recibir lo que sus colegas han compartido desde entonces.</translation>
    </message>
    <message>
        <source>Files waiting to be sent: {count}, {size}</source>
        <translation>Archivos por enviar: {count}, {size}</translation>
    </message>
    <message>
        <source>County server: {address}</source>
        <translation>Servidor del condado: {address}</translation>
    </message>
    <message>
        <source>{count} waiting to be sent</source>
        <translation>{count} por enviar</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>No hay nada por enviar</translation>
    </message>
    <message>
        <source>You can work offline until {moment}; cases on this laptop: {count}, {size}.</source>
        <translation>Puede trabajar sin conexión hasta el {moment}; casos en esta computadora: {count}, {size}.</translation>
    </message>
    <message>
        <source>Entries of the index waiting to be sent: {count}</source>
        <translation>Entradas del índice por enviar: {count}</translation>
    </message>
    <message>
        <source>Entries of the index: {count}. Open Index to see why.</source>
        <translation>Entradas del índice: {count}. Abra Índice para ver por qué.</translation>
    </message>
    <message>
        <source>The county has not told this laptop yet what is shared with whom.</source>
        <translation>El condado todavía no ha dicho a esta computadora qué se comparte con quién.</translation>
    </message>
    <message>
        <source>Consents and other grounds are as the county told on {moment}.</source>
        <translation>Los consentimientos y otros fundamentos son como dijo el condado el {moment}.</translation>
    </message>
    <message>
        <source>What has left this laptop could not be written over: the disk is too full, or another program holds a file. It is not shown any more, but traces of it are still in the encrypted store. Free some space, then sync again.</source>
        <translation>No se pudo sobrescribir lo que salió de esta computadora: el disco está demasiado lleno u otro programa retiene un archivo. Ya no se muestra, pero quedan rastros en el almacén cifrado. Libere espacio y sincronice de nuevo.</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>¿Descartar lo que escribió?</translation>
    </message>
    <message>
        <source>Nobody else has it, and it cannot be brought back.</source>
        <translation>Nadie más lo tiene y no se puede recuperar.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
</context>
<context>
    <name>SyncProgressBar</name>
    <message>
        <source>Progress of the sync</source>
        <translation>Avance de la sincronización</translation>
    </message>
    <message>
        <source>Stopping after this step; nothing is lost.</source>
        <translation>Se detiene después de este paso; no se pierde nada.</translation>
    </message>
    <message>
        <source>Connecting to the county</source>
        <translation>Conectando con el condado</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Enviando</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Recibiendo</translation>
    </message>
    <message>
        <source>Sending file {number} of {files}</source>
        <translation>Enviando el archivo {number} de {files}</translation>
    </message>
    <message>
        <source>Receiving file {number} of {files}</source>
        <translation>Recibiendo el archivo {number} de {files}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
    <message>
        <source>Gathering what the file holds</source>
        <translation>Reuniendo lo que lleva el archivo</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Escribiendo el archivo</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline of the case</source>
        <translation>Cronología del caso</translation>
    </message>
    <message>
        <source>Score {score}</source>
        <translation>Puntuación {score}</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>Caso abierto</translation>
    </message>
    <message>
        <source>in the case of {name}</source>
        <translation>en el caso de {name}</translation>
    </message>
    <message>
        <source>written down {moment}</source>
        <translation>anotado el {moment}</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>Screenings to finish</source>
        <translation>Evaluaciones por terminar</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <source>Lately in your cases</source>
        <translation>Lo último en sus casos</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>No hay nada pendiente.</translation>
    </message>
    <message>
        <source>Screenings that come due will stand here, the most urgent first.</source>
        <translation>Aquí aparecerán las evaluaciones que toquen, primero las más urgentes.</translation>
    </message>
    <message>
        <source>No youth is on this laptop yet.</source>
        <translation>Todavía no hay casos en esta computadora.</translation>
    </message>
    <message>
        <source>Cases assigned to you arrive with the next sync.</source>
        <translation>Los casos que le asignen llegarán con la próxima sincronización.</translation>
    </message>
    <message>
        <source>Go to Sync</source>
        <translation>Ir a Sincronizar</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar los {count}</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Plazos</translation>
    </message>
    <message>
        <source>Not in the state system yet</source>
        <translation>Aún no está en el sistema estatal</translation>
    </message>
</context>
<context>
    <name>TraceTable</name>
    <message>
        <source>Why this score</source>
        <translation>Por qué esta puntuación</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
</context>
<context>
    <name>TriggerEditor</name>
    <message>
        <source>OK</source>
        <translation>De acuerdo</translation>
    </message>
</context>
<context>
    <name>TypedEditor</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>&amp;Set up this laptop</source>
        <translation>&amp;Preparar esta computadora</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Desbloquear</translation>
    </message>
    <message>
        <source>Enter your passphrase to go on.</source>
        <translation>Escriba su frase de contraseña para seguir.</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>Desbloqueando</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Desbloqueando…</translation>
    </message>
    <message>
        <source>Asking the county…</source>
        <translation>Preguntando al condado…</translation>
    </message>
    <message>
        <source>The wait is over; try your passphrase again.</source>
        <translation>La espera ha terminado; pruebe otra vez su frase de contraseña.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Frase de contraseña</translation>
    </message>
    <message>
        <source>Training laptop: everything on it is made up.
Passphrase: {words}</source>
        <translation>Computadora de prácticas: todo lo que contiene es inventado.
Frase de contraseña: {words}</translation>
    </message>
</context>
<context>
    <name>UploadEditor</name>
    <message>
        <source>No file chosen.</source>
        <translation>Ningún archivo elegido.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>{question}: choose a file</source>
        <translation>{question}: elegir un archivo</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Elegir un archivo</translation>
    </message>
    <message>
        <source>“{name}” could not be opened; choose another file.</source>
        <translation>«{name}» no se pudo abrir; elija otro archivo.</translation>
    </message>
    <message>
        <source>Files cannot be kept here.</source>
        <translation>Aquí no se pueden guardar archivos.</translation>
    </message>
    <message>
        <source>“{name}” is not on this laptop.</source>
        <translation>«{name}» no está en esta computadora.</translation>
    </message>
    <message>
        <source>Kept whole: it may say where, when and on what it was made.</source>
        <translation>Se guarda entero: puede decir dónde, cuándo y con qué se hizo.</translation>
    </message>
</context>
<context>
    <name>VersionBanner</name>
    <message>
        <source>See what would change…</source>
        <translation>Ver qué cambiaría…</translation>
    </message>
    <message>
        <source>Move back…</source>
        <translation>Volver a la anterior…</translation>
    </message>
    <message>
        <source>Show kept answers…</source>
        <translation>Mostrar respuestas guardadas…</translation>
    </message>
    <message>
        <source>A newer version of this form is on this laptop ({version}); this screening stays on its own unless you move it.</source>
        <translation>Hay una versión más nueva de este formulario en esta computadora ({version}); esta evaluación sigue en la suya salvo que usted la traslade.</translation>
    </message>
    <message>
        <source>This screening began on version {version} of the form.</source>
        <translation>Esta evaluación empezó con la versión {version} del formulario.</translation>
    </message>
    <message>
        <source>Answers kept from another version: {count}</source>
        <translation>Respuestas guardadas de otra versión: {count}</translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>Kept from another version of this form</source>
        <translation>Guardado de otra versión de este formulario</translation>
    </message>
    <message>
        <source>Move to version {version}?</source>
        <translation>¿Trasladar a la versión {version}?</translation>
    </message>
    <message>
        <source>No answer is dropped: what has no place is kept with the screening, signed along with it, and comes back when you move back.</source>
        <translation>Ninguna respuesta se pierde: lo que no tiene lugar se guarda con la evaluación, se firma con ella y reaparece si usted vuelve a la anterior.</translation>
    </message>
    <message>
        <source>Kept from another version</source>
        <translation>Guardado de otra versión</translation>
    </message>
    <message>
        <source>Only small details change.</source>
        <translation>Solo cambian detalles pequeños.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Quedarse</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Trasladar</translation>
    </message>
    <message>
        <source>Questions added</source>
        <translation>Preguntas añadidas</translation>
    </message>
    <message>
        <source>Questions removed</source>
        <translation>Preguntas eliminadas</translation>
    </message>
    <message>
        <source>Questions worded otherwise</source>
        <translation>Preguntas con otra redacción</translation>
    </message>
    <message>
        <source>Answers that no longer fit and would be kept aside</source>
        <translation>Respuestas que ya no encajan y se guardarían aparte</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Points or bands are worked out otherwise.</source>
        <translation>Los puntos o las bandas se calculan de otra manera.</translation>
    </message>
</context>
<context>
    <name>WaysOn</name>
    <message>
        <source>Ways to go on</source>
        <translation>Formas de seguir</translation>
    </message>
    <message>
        <source>&amp;Connect to the county</source>
        <translation>&amp;Conectar con el condado</translation>
    </message>
    <message>
        <source>&amp;Use code</source>
        <translation>&amp;Usar código</translation>
    </message>
    <message>
        <source>C&amp;ode you hear</source>
        <translation>Códig&amp;o que le dictan</translation>
    </message>
    <message>
        <source>Code you hear</source>
        <translation>Código que le dictan</translation>
    </message>
    <message>
        <source>Call the duty officer and read out these letters:</source>
        <translation>Llame al oficial de guardia y léale estas letras:</translation>
    </message>
    <message>
        <source>Call your administrator and read out these letters:</source>
        <translation>Llame a su administrador y léale estas letras:</translation>
    </message>
</context>
<context>
    <name>WorkerCard</name>
    <message>
        <source>For the worker</source>
        <translation>Para quien atiende</translation>
    </message>
    <message>
        <source>Enter your passphrase to go on with your work.</source>
        <translation>Escriba su frase de contraseña para seguir con su trabajo.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>This is not your passphrase. Check Caps Lock and type it again.</source>
        <translation>Esa no es su frase de contraseña. Revise Bloq Mayús y escríbala de nuevo.</translation>
    </message>
</context>
<context>
    <name>WorkerChoice</name>
    <message>
        <source>Worker</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>&amp;Worker</source>
        <translation>&amp;Persona</translation>
    </message>
</context>
<context>
    <name>YouthsPage</name>
    <message>
        <source>Youths</source>
        <translation>Jóvenes</translation>
    </message>
    <message>
        <source>Search youths</source>
        <translation>Buscar jóvenes</translation>
    </message>
    <message>
        <source>Youths found</source>
        <translation>Jóvenes encontrados</translation>
    </message>
    <message>
        <source>No youth matches these words.</source>
        <translation>Ningún caso coincide con estas palabras.</translation>
    </message>
    <message>
        <source>Try the beginning of a name or a case number. Only cases you are assigned to are on this laptop.</source>
        <translation>Pruebe con el comienzo de un nombre o de un número de caso. En esta computadora solo están los casos que tiene asignados.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
    <message>
        <source>No youth is on this laptop yet.</source>
        <translation>Todavía no hay casos en esta computadora.</translation>
    </message>
    <message>
        <source>Cases assigned to you arrive with the next sync.</source>
        <translation>Los casos que le asignen llegarán con la próxima sincronización.</translation>
    </message>
    <message>
        <source>Go to Sync</source>
        <translation>Ir a Sincronizar</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} encontrados</translation>
    </message>
    <message>
        <source>{count} on this laptop</source>
        <translation>{count} en esta computadora</translation>
    </message>
    <message>
        <source>Choose the youth who is absent.</source>
        <translation>Elija al joven que está ausente.</translation>
    </message>
    <message>
        <source>Name, sound, number, place or any word</source>
        <translation>Nombre, sonido, número, lugar o cualquier palabra</translation>
    </message>
    <message>
        <source>From any screen: Ctrl+K</source>
        <translation>Desde cualquier pantalla: Ctrl+K</translation>
    </message>
    <message>
        <source>Which youths</source>
        <translation>Qué jóvenes</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Fijados</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Pendientes</translation>
    </message>
    <message>
        <source>More than {count} found</source>
        <translation>Más de {count} encontrados</translation>
    </message>
    <message>
        <source>No youth is pinned.</source>
        <translation>Ninguna persona joven está fijada.</translation>
    </message>
    <message>
        <source>Open a case and choose Pin to keep it at hand on this laptop.</source>
        <translation>Abra un caso y elija Fijar para tenerlo a mano en esta computadora.</translation>
    </message>
    <message>
        <source>Everything is sent.</source>
        <translation>Todo está enviado.</translation>
    </message>
    <message>
        <source>Youths with work the county does not have will stand here.</source>
        <translation>Aquí estarán los jóvenes con trabajo que el condado aún no tiene.</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>No hay nada pendiente.</translation>
    </message>
    <message>
        <source>Youths with a running clock or something due will stand here.</source>
        <translation>Aquí estarán los jóvenes con un plazo en curso o algo pendiente.</translation>
    </message>
    <message>
        <source>No case was opened here yet.</source>
        <translation>Aquí aún no se abrió ningún caso.</translation>
    </message>
    <message>
        <source>The cases you open will stand here, the newest first.</source>
        <translation>Aquí estarán los casos que abra, primero el más reciente.</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Por nombre</translation>
    </message>
    <message>
        <source>Newest work</source>
        <translation>Trabajo más reciente</translation>
    </message>
    <message>
        <source>New youth…</source>
        <translation>Joven nuevo…</translation>
    </message>
    <message>
        <source>Begin a case, also without a network (Ctrl+N)</source>
        <translation>Abrir un caso, también sin red (Ctrl+N)</translation>
    </message>
    <message>
        <source>Go on with the new youth…</source>
        <translation>Continuar con el joven nuevo…</translation>
    </message>
</context>
<context>
    <name>field_name</name>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
    </message>
    <message>
        <source>Chosen name</source>
        <translation>Nombre elegido</translation>
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
        <source>Pronouns</source>
        <translation>Pronombres</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Case numbers</source>
        <translation>Números de caso</translation>
    </message>
    <message>
        <source>Case opened on</source>
        <translation>Caso abierto el</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Cuándo ocurrió</translation>
    </message>
    <message>
        <source>When it was entered</source>
        <translation>Cuándo se anotó</translation>
    </message>
    <message>
        <source>Drawn on the screen</source>
        <translation>Dibujado en la pantalla</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Firmas</translation>
    </message>
    <message>
        <source>The youth did not want to sign</source>
        <translation>El joven no quiso firmar</translation>
    </message>
</context>
<context>
    <name>locking</name>
    <message>
        <source>Locked.</source>
        <translation>Bloqueado.</translation>
    </message>
    <message>
        <source>Locked because nobody had used it for a while.</source>
        <translation>Bloqueado porque nadie lo usó durante un rato.</translation>
    </message>
    <message>
        <source>Locked together with the computer.</source>
        <translation>Bloqueado junto con la computadora.</translation>
    </message>
    <message>
        <source>Locked because the computer slept.</source>
        <translation>Bloqueado porque la computadora estuvo suspendida.</translation>
    </message>
    <message>
        <source>Locked because somebody else used the computer.</source>
        <translation>Bloqueado porque otra persona usó la computadora.</translation>
    </message>
    <message>
        <source>Locked because it was open for a whole day of work.</source>
        <translation>Bloqueado porque estuvo abierto toda una jornada.</translation>
    </message>
    <message>
        <source>Locked after too many wrong passphrases.</source>
        <translation>Bloqueado tras demasiadas frases de contraseña equivocadas.</translation>
    </message>
    <message>
        <source>Locked because the county&apos;s authorization ended.</source>
        <translation>Bloqueado porque terminó la autorización del condado.</translation>
    </message>
    <message>
        <source>The program ended by a mistake of its own; what was saved is safe.</source>
        <translation>El programa terminó por un error propio; lo guardado está a salvo.</translation>
    </message>
</context>
<context>
    <name>log</name>
    <message>
        <source>Logged on</source>
        <translation>Inició sesión</translation>
    </message>
    <message>
        <source>Logged off or locked</source>
        <translation>Cerró la sesión o bloqueó</translation>
    </message>
    <message>
        <source>Was asked for the passphrase again</source>
        <translation>Se le volvió a pedir la frase de contraseña</translation>
    </message>
    <message>
        <source>The list of failed log-ons was tampered with</source>
        <translation>Se alteró la lista de inicios de sesión fallidos</translation>
    </message>
    <message>
        <source>Set the laptop up</source>
        <translation>Configuró la computadora</translation>
    </message>
    <message>
        <source>Opened the case</source>
        <translation>Abrió el caso</translation>
    </message>
    <message>
        <source>Read a record</source>
        <translation>Leyó un registro del caso</translation>
    </message>
    <message>
        <source>Opened a file</source>
        <translation>Abrió un archivo</translation>
    </message>
    <message>
        <source>Wrote a record</source>
        <translation>Escribió un registro del caso</translation>
    </message>
    <message>
        <source>Changed a record</source>
        <translation>Cambió un registro del caso</translation>
    </message>
    <message>
        <source>Signed a screening</source>
        <translation>Firmó una evaluación</translation>
    </message>
    <message>
        <source>Began a screening</source>
        <translation>Comenzó una evaluación</translation>
    </message>
    <message>
        <source>Printed a record</source>
        <translation>Imprimió un registro del caso</translation>
    </message>
    <message>
        <source>Saved a copy outside Fieldfare</source>
        <translation>Guardó una copia fuera de Fieldfare</translation>
    </message>
    <message>
        <source>Rights changed</source>
        <translation>Cambiaron los derechos</translation>
    </message>
    <message>
        <source>Changed the passphrase</source>
        <translation>Cambió la frase de contraseña</translation>
    </message>
    <message>
        <source>Changed the security key</source>
        <translation>Cambió la llave de seguridad</translation>
    </message>
    <message>
        <source>Gave the store a new key</source>
        <translation>Dio una clave nueva al almacén</translation>
    </message>
    <message>
        <source>Opened with the county&apos;s key</source>
        <translation>Se abrió con la clave del condado</translation>
    </message>
    <message>
        <source>Released after wrong passphrases</source>
        <translation>Se liberó después de frases de contraseña erróneas</translation>
    </message>
    <message>
        <source>Took over the county&apos;s policy</source>
        <translation>Adoptó la política del condado</translation>
    </message>
    <message>
        <source>Took over a lease</source>
        <translation>Adoptó una autorización</translation>
    </message>
    <message>
        <source>Extended the lease by code</source>
        <translation>Prolongó la autorización con un código</translation>
    </message>
    <message>
        <source>The laptop was suspended</source>
        <translation>Se suspendió la computadora</translation>
    </message>
    <message>
        <source>The laptop destroyed its keys</source>
        <translation>La computadora destruyó sus claves</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Leyó el registro de actividad</translation>
    </message>
    <message>
        <source>Reviewed a week of the log</source>
        <translation>Revisó una semana del registro de actividad</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallido</translation>
    </message>
    <message>
        <source>Read refused work</source>
        <translation>Leyó trabajo no aceptado</translation>
    </message>
    <message>
        <source>Decided about refused work</source>
        <translation>Decidió sobre trabajo no aceptado</translation>
    </message>
    <message>
        <source>Shared a part of the case</source>
        <translation>Compartió una parte del caso</translation>
    </message>
    <message>
        <source>Opened the case in an emergency</source>
        <translation>Abrió el caso en una emergencia</translation>
    </message>
    <message>
        <source>Reviewed an emergency access</source>
        <translation>Revisó un acceso de emergencia</translation>
    </message>
    <message>
        <source>Read what was shown to whom</source>
        <translation>Leyó qué se mostró y a quién</translation>
    </message>
    <message>
        <source>Printed what was shown to whom</source>
        <translation>Imprimió qué se mostró y a quién</translation>
    </message>
    <message>
        <source>Changed whose laptops read advocate notes</source>
        <translation>Cambió qué computadoras leen notas de la defensora</translation>
    </message>
    <message>
        <source>Asked the index</source>
        <translation>Preguntó al índice</translation>
    </message>
    <message>
        <source>Entered into the index</source>
        <translation>Anotó en el índice</translation>
    </message>
    <message>
        <source>Read an answer of the index</source>
        <translation>Leyó una respuesta del índice</translation>
    </message>
    <message>
        <source>Decided about a possible duplicate</source>
        <translation>Decidió sobre un posible duplicado</translation>
    </message>
    <message>
        <source>Took back what was shared</source>
        <translation>Retiró lo que se compartía</translation>
    </message>
    <message>
        <source>Decided what people disagreed about</source>
        <translation>Decidió sobre lo que había desacuerdo</translation>
    </message>
    <message>
        <source>The county was put back from a backup; lost work was sent again</source>
        <translation>El condado se restauró de una copia de respaldo; el trabajo perdido se envió de nuevo</translation>
    </message>
</context>
<context>
    <name>print</name>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Full report</source>
        <translation>Informe completo</translation>
    </message>
    <message>
        <source>Not sent to the county yet.</source>
        <translation>Todavía no se ha enviado al condado.</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>retenida</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Scored items without an answer: {count}. They do not count as no.</source>
        <translation>Preguntas con puntos sin respuesta: {count}. No cuentan como «no».</translation>
    </message>
    <message>
        <source>Suggested next step</source>
        <translation>Siguiente paso sugerido</translation>
    </message>
    <message>
        <source>One answer lifts the result by itself: {words} ({answer})</source>
        <translation>Una respuesta eleva por sí sola el resultado: {words} ({answer})</translation>
    </message>
    <message>
        <source>Result set by {name} ({role}): {result}</source>
        <translation>Resultado fijado por {name} ({role}): {result}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Motivo: {reason}</translation>
    </message>
    <message>
        <source>Result as computed</source>
        <translation>Resultado según el cálculo</translation>
    </message>
    <message>
        <source>By the number alone: {band}</source>
        <translation>Solo por el número: {band}</translation>
    </message>
    <message>
        <source>taken up</source>
        <translation>se hará</translation>
    </message>
    <message>
        <source>not taken up</source>
        <translation>no se hará</translation>
    </message>
    <message>
        <source>How often this form is right, as its author states</source>
        <translation>Con qué frecuencia acierta este formulario, según su autor</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Entonces</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Since the last time, {day}</source>
        <translation>Desde la última vez, {day}</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Why this score</source>
        <translation>Por qué esta puntuación</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Version {version} of this form</source>
        <translation>Versión {version} de este formulario</translation>
    </message>
    <message>
        <source>Answered, then no longer asked</source>
        <translation>Respondidas y después ya no preguntadas</translation>
    </message>
    <message>
        <source>Kept from other versions of this form</source>
        <translation>Guardadas de otras versiones de este formulario</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Todas las respuestas</translation>
    </message>
    <message>
        <source>Accounting of disclosures</source>
        <translation>Registro de divulgaciones</translation>
    </message>
    <message>
        <source>Case reference</source>
        <translation>Referencia del caso</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>What, and whose</source>
        <translation>Qué, y de quién</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>A quién</translation>
    </message>
    <message>
        <source>On which ground, what for</source>
        <translation>Con qué base, para qué</translation>
    </message>
    <message>
        <source>{section}, {owner}: {count}</source>
        <translation>{section}, {owner}: {count}</translation>
    </message>
    <message>
        <source>Good until {moment}</source>
        <translation>Válido hasta {moment}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
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
        <source>Pronouns</source>
        <translation>Pronombres</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Case numbers</source>
        <translation>Números de caso</translation>
    </message>
    <message>
        <source>Case opened on</source>
        <translation>Caso abierto el</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Escrito por</translation>
    </message>
    <message>
        <source>{count} earlier ones are in the case.</source>
        <translation>Hay {count} anteriores en el caso.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisiones</translation>
    </message>
    <message>
        <source>Last spoken of</source>
        <translation>Se habló por última vez</translation>
    </message>
    <message>
        <source>Meeting page</source>
        <translation>Hoja de reunión</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Tasks: who, by when</source>
        <translation>Tareas: quién, para cuándo</translation>
    </message>
    <message>
        <source>Youth</source>
        <translation>Joven</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Acta</translation>
    </message>
    <message>
        <source>At the table</source>
        <translation>En la mesa</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Reunión</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>Se reunió</translation>
    </message>
    <message>
        <source>Part of the case</source>
        <translation>Parte del caso</translation>
    </message>
    <message>
        <source>Safety status</source>
        <translation>Estado de seguridad</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Firmado por</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>Firmado el</translation>
    </message>
    <message>
        <source>This puts right earlier minutes of the same meeting; both stay.</source>
        <translation>Esto corrige un acta anterior de la misma reunión; ambas quedan.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agencia</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Como</translation>
    </message>
    <message>
        <source>Confidentiality agreement</source>
        <translation>Acuerdo de confidencialidad</translation>
    </message>
    <message>
        <source>Not at the table: {agencies}</source>
        <translation>No estuvieron en la mesa: {agencies}</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>firmado</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Who agreed</source>
        <translation>Quién estuvo de acuerdo</translation>
    </message>
    <message>
        <source>Signatures and approval</source>
        <translation>Firmas y aprobación</translation>
    </message>
    <message>
        <source>In which words</source>
        <translation>Con qué palabras</translation>
    </message>
    <message>
        <source>People disagree about {fields}, and nobody has decided yet. Ask first.</source>
        <translation>No hay acuerdo sobre {fields} y nadie ha decidido todavía. Hay que preguntar primero.</translation>
    </message>
</context>
<context>
    <name>saving</name>
    <message>
        <source>Save a copy</source>
        <translation>Guardar una copia</translation>
    </message>
    <message>
        <source>Save a copy outside Fieldfare?</source>
        <translation>¿Guardar una copia fuera de Fieldfare?</translation>
    </message>
    <message>
        <source>The copy is no longer protected by Fieldfare: whoever can open the file can read the answers. Keep it only where people who may see this case can reach it, and delete it when it has done its work.</source>
        <translation>La copia ya no está protegida por Fieldfare: quien pueda abrir el archivo puede leer las respuestas. Guárdela solo donde lleguen quienes pueden ver este caso y bórrela cuando haya cumplido su fin.</translation>
    </message>
    <message>
        <source>&amp;Save copy</source>
        <translation>&amp;Guardar copia</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Spreadsheet with code book (.xlsx)</source>
        <translation>Hoja de cálculo con libro de códigos (.xlsx)</translation>
    </message>
    <message>
        <source>Tables as text (.csv in a .zip)</source>
        <translation>Tablas como texto (.csv en un .zip)</translation>
    </message>
    <message>
        <source>Submission for ODK programs (.zip)</source>
        <translation>Envío para programas ODK (.zip)</translation>
    </message>
    <message>
        <source>Answers for health records (FHIR, .json)</source>
        <translation>Respuestas para historias clínicas (FHIR, .json)</translation>
    </message>
    <message>
        <source>Stopped: nothing was saved.</source>
        <translation>Detenido: no se guardó nada.</translation>
    </message>
    <message>
        <source>Saved as {name}. This copy is not protected by Fieldfare.</source>
        <translation>Guardado como {name}. Esta copia no está protegida por Fieldfare.</translation>
    </message>
    <message>
        <source>Stopped: nothing was added.</source>
        <translation>Detenido: no se agregó nada.</translation>
    </message>
</context>
<context>
    <name>security</name>
    <message>
        <source>Everything about youths is encrypted on the disk with AES-256 (FIPS 197) under a random key.</source>
        <translation>Todo lo relativo a jóvenes está cifrado en el disco con AES-256 (FIPS 197) con una clave al azar.</translation>
    </message>
    <message>
        <source>The computer&apos;s part of the key lies in the system&apos;s keystore: a copy of the files opens nowhere else.</source>
        <translation>La parte de la clave que es de la computadora está en el almacén de claves del sistema: una copia de los archivos no se abre en otro lugar.</translation>
    </message>
    <message>
        <source>The computer&apos;s part of the key lies in a file, because no keystore answers here. Whoever copies the whole disk has it; only the passphrase is left then.</source>
        <translation>La parte de la clave que es de la computadora está en un archivo, porque aquí no responde ningún almacén de claves. Quien copie todo el disco la tiene; entonces solo queda la frase de contraseña.</translation>
    </message>
    <message>
        <source>Ask your administrator to set up the system&apos;s keystore; use a long passphrase.</source>
        <translation>Pida a su administrador que prepare el almacén de claves del sistema; use una frase de contraseña larga.</translation>
    </message>
    <message>
        <source>One guess at the passphrase costs {mib} MiB of memory and {passes} passes (Argon2id, RFC 9106).</source>
        <translation>Probar una frase de contraseña cuesta {mib} MiB de memoria y {passes} pasadas (Argon2id, RFC 9106).</translation>
    </message>
    <message>
        <source>Wrong passphrases that are still looked at: {left} of 5, then a wait.</source>
        <translation>Frases equivocadas que aún se miran: {left} de 5; después hay que esperar.</translation>
    </message>
    <message>
        <source>A security key is asked beside the passphrase (FIDO2).</source>
        <translation>Además de la frase de contraseña se pide una llave de seguridad (FIDO2).</translation>
    </message>
    <message>
        <source>No security key is asked beside the passphrase.</source>
        <translation>No se pide una llave de seguridad además de la frase de contraseña.</translation>
    </message>
    <message>
        <source>Ask your administrator whether your county hands them out.</source>
        <translation>Pregunte a su administrador si su condado las entrega.</translation>
    </message>
    <message>
        <source>The county cannot open this laptop: a forgotten passphrase means that work which was not sent is lost.</source>
        <translation>El condado no puede abrir esta computadora: si olvida la frase de contraseña se pierde el trabajo no enviado.</translation>
    </message>
    <message>
        <source>Sync often, and ask your administrator for a recovery key.</source>
        <translation>Sincronice a menudo y pida a su administrador una clave de recuperación.</translation>
    </message>
    <message>
        <source>The county can open this laptop with its offline recovery key {thumbprint}.</source>
        <translation>El condado puede abrir esta computadora con su clave de recuperación {thumbprint}, guardada sin conexión.</translation>
    </message>
    <message>
        <source>It locks after {minutes} minutes without use, and after {hours} hours in any case; what was shown leaves the memory with the program&apos;s process.</source>
        <translation>Se bloquea tras {minutes} minutos sin uso y, en todo caso, tras {hours} horas; lo mostrado sale de la memoria con el proceso del programa.</translation>
    </message>
    <message>
        <source>A crash of the program writes no picture of its memory.</source>
        <translation>Si el programa falla no se escribe ninguna imagen de su memoria.</translation>
    </message>
    <message>
        <source>A crash may write a picture of the memory to the disk.</source>
        <translation>Si el programa falla puede escribirse en el disco una imagen de la memoria.</translation>
    </message>
    <message>
        <source>Ask your administrator to switch core dumps off.</source>
        <translation>Pida a su administrador que desactive los volcados de memoria.</translation>
    </message>
    <message>
        <source>Other programs of yours cannot read the memory of this one.</source>
        <translation>Otros programas suyos no pueden leer la memoria de este.</translation>
    </message>
    <message>
        <source>This system cannot keep other programs of yours from reading the memory of this one while it is unlocked.</source>
        <translation>Este sistema no puede impedir que otros programas suyos lean la memoria de este mientras está desbloqueado.</translation>
    </message>
    <message>
        <source>Run no programs that you do not know, and lock early.</source>
        <translation>No ejecute programas que no conozca y bloquee pronto.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>{done} answered</source>
        <translation>{done} respondidas</translation>
    </message>
    <message>
        <source>{done} of {total} answered</source>
        <translation>{done} de {total} respondidas</translation>
    </message>
    <message>
        <source>Saved {moment}</source>
        <translation>Guardado: {moment}</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Borrador</translation>
    </message>
    <message>
        <source>Age {age}</source>
        <translation>{age} años</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>No se preguntó</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rehusó</translation>
    </message>
    <message>
        <source>No information</source>
        <translation>Sin información</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>No corresponde</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sin responder</translation>
    </message>
    <message>
        <source>YYYY-MM</source>
        <translation>AAAA-MM</translation>
    </message>
    <message>
        <source>YYYY</source>
        <translation>AAAA</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>AAAA-MM-DD</translation>
    </message>
    <message>
        <source>HH:MM</source>
        <translation>HH:MM</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Number, e.g. 0.5</source>
        <translation>Número, p. ej. 0.5</translation>
    </message>
    <message>
        <source>Write a time here as hour:minute, such as 14:30 or 2:30 pm.</source>
        <translation>Escriba aquí una hora como hora:minuto, por ejemplo 14:30 o 2:30 pm.</translation>
    </message>
    <message>
        <source>0 to 360</source>
        <translation>0 a 360</translation>
    </message>
    <message>
        <source>Write a whole number here, such as 3.</source>
        <translation>Escriba aquí un número entero, por ejemplo 3.</translation>
    </message>
    <message>
        <source>Write a number here without a comma for thousands, such as 1000 or 0.5.</source>
        <translation>Escriba aquí un número sin coma de millares, por ejemplo 1000 o 0.5.</translation>
    </message>
    <message>
        <source>Write a number here, such as 2 or 0.5.</source>
        <translation>Escriba aquí un número, por ejemplo 2 o 0.5.</translation>
    </message>
    <message>
        <source>Write a direction here in degrees from 0 to 360, such as 90 for east.</source>
        <translation>Escriba aquí un rumbo en grados de 0 a 360, por ejemplo 90 para el este.</translation>
    </message>
    <message>
        <source>Write only digits here, such as 555 0100.</source>
        <translation>Escriba aquí solo cifras, por ejemplo 555 0100.</translation>
    </message>
    <message>
        <source>Write a date here as year-month-day, such as 2026-03-09.</source>
        <translation>Escriba aquí una fecha como año-mes-día, por ejemplo 2026-03-09.</translation>
    </message>
    <message>
        <source>Write a month here as year-month, such as 2026-03.</source>
        <translation>Escriba aquí un mes como año-mes, por ejemplo 2026-03.</translation>
    </message>
    <message>
        <source>Write a year here with four digits, such as 2026.</source>
        <translation>Escriba aquí un año con cuatro cifras, por ejemplo 2026.</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identidad</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contactos</translation>
    </message>
    <message>
        <source>Screenings</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Safety plan</source>
        <translation>Plan de seguridad</translation>
    </message>
    <message>
        <source>Placement and absence</source>
        <translation>Colocación y ausencia</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>Educación</translation>
    </message>
    <message>
        <source>Physical health</source>
        <translation>Salud física</translation>
    </message>
    <message>
        <source>Mental health</source>
        <translation>Salud mental</translation>
    </message>
    <message>
        <source>Substance use</source>
        <translation>Uso de sustancias</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Asuntos legales</translation>
    </message>
    <message>
        <source>Criminal justice</source>
        <translation>Justicia penal</translation>
    </message>
    <message>
        <source>Adoption</source>
        <translation>Adopción</translation>
    </message>
    <message>
        <source>Advocate notes</source>
        <translation>Notas de acompañamiento</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No aceptado</translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation>Requiere una decisión</translation>
    </message>
    <message>
        <source>{days} days overdue</source>
        <translation>{days} días de retraso</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>1 día de retraso</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Para hoy</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>Para mañana</translation>
    </message>
    <message>
        <source>Due in {days} days</source>
        <translation>Dentro de {days} días</translation>
    </message>
    <message>
        <source>First screening</source>
        <translation>Primera evaluación</translation>
    </message>
    <message>
        <source>Screening again</source>
        <translation>Nueva evaluación</translation>
    </message>
    <message>
        <source>Ethiopian calendar</source>
        <translation>calendario etíope</translation>
    </message>
    <message>
        <source>Coptic calendar</source>
        <translation>calendario copto</translation>
    </message>
    <message>
        <source>Islamic calendar</source>
        <translation>calendario islámico</translation>
    </message>
    <message>
        <source>Persian calendar</source>
        <translation>calendario persa</translation>
    </message>
    <message>
        <source>Buddhist calendar</source>
        <translation>calendario budista</translation>
    </message>
    <message>
        <source>Bikram Sambat calendar</source>
        <translation>calendario Bikram Sambat</translation>
    </message>
    <message>
        <source>Myanmar calendar</source>
        <translation>calendario de Myanmar</translation>
    </message>
    <message>
        <source>“{name}” is empty; choose another file.</source>
        <translation>«{name}» está vacío; elija otro archivo.</translation>
    </message>
    <message>
        <source>“{name}” is larger than {most}; choose a smaller file.</source>
        <translation>«{name}» ocupa más de {most}; elija un archivo más pequeño.</translation>
    </message>
    <message>
        <source>“{name}” is not of a kind this question takes: {kinds}.</source>
        <translation>«{name}» no es de un tipo que esta pregunta admita: {kinds}.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Sound recordings</source>
        <translation>Grabaciones de sonido</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} bytes</translation>
    </message>
    <message>
        <source>{count} kB</source>
        <translation>{count} kB</translation>
    </message>
    <message>
        <source>{count} MB</source>
        <translation>{count} MB</translation>
    </message>
    <message>
        <source>“{name}” is not a photograph this laptop can read; choose a JPEG or PNG file.</source>
        <translation>«{name}» no es una fotografía que esta computadora pueda leer; elija un archivo JPEG o PNG.</translation>
    </message>
    <message>
        <source>“{name}” holds several pictures; choose a file that holds one.</source>
        <translation>«{name}» contiene varias imágenes; elija un archivo que contenga una sola.</translation>
    </message>
    <message>
        <source>“{name}” is not a sound recording; choose one.</source>
        <translation>«{name}» no es una grabación de sonido; elija una.</translation>
    </message>
    <message>
        <source>“{name}” is not a film; choose one.</source>
        <translation>«{name}» no es un video; elija uno.</translation>
    </message>
    <message>
        <source>Another program would fill this in; none is started from here. Enter the answer.</source>
        <translation>Otro programa llenaría esto; desde aquí no se inicia ninguno. Escriba la respuesta.</translation>
    </message>
    <message>
        <source>This would print a label elsewhere; here it is only kept.</source>
        <translation>En otro lugar esto imprimiría una etiqueta; aquí solo se guarda.</translation>
    </message>
    <message>
        <source>This address is shown and kept; it is never opened from here.</source>
        <translation>Esta dirección se muestra y se guarda; nunca se abre desde aquí.</translation>
    </message>
    <message>
        <source>This laptop scans nothing; type what the code says.</source>
        <translation>Esta computadora no escanea; escriba lo que dice el código.</translation>
    </message>
    <message>
        <source>There is no map here; choose from the list.</source>
        <translation>Aquí no hay mapa; elija de la lista.</translation>
    </message>
    <message>
        <source>This laptop does not locate itself: enter the corners in order; the last joins the first.</source>
        <translation>Esta computadora no se ubica sola: escriba las esquinas en orden; la última se une a la primera.</translation>
    </message>
    <message>
        <source>This laptop does not locate itself: enter the points in order.</source>
        <translation>Esta computadora no se ubica sola: escriba los puntos en orden.</translation>
    </message>
    <message>
        <source>This laptop does not locate itself: enter the place.</source>
        <translation>Esta computadora no se ubica sola: escriba el lugar.</translation>
    </message>
    <message>
        <source>The camera of this laptop is not used: choose a picture.</source>
        <translation>La cámara de esta computadora no se usa: elija una imagen.</translation>
    </message>
    <message>
        <source>The camera of this laptop is not used: choose a film.</source>
        <translation>La cámara de esta computadora no se usa: elija un video.</translation>
    </message>
    <message>
        <source>The microphone of this laptop is not used: choose a recording.</source>
        <translation>El micrófono de esta computadora no se usa: elija una grabación.</translation>
    </message>
    <message>
        <source>Type the date in the usual (Gregorian) calendar; the {calendar} shows beside.</source>
        <translation>Escriba la fecha en el calendario habitual (gregoriano); al lado aparece la del {calendar}.</translation>
    </message>
    <message>
        <source>Type the date in the usual (Gregorian) calendar; the {calendar} cannot be shown here.</source>
        <translation>Escriba la fecha en el calendario habitual (gregoriano); la del {calendar} no se puede mostrar aquí.</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Observado</translation>
    </message>
    <message>
        <source>Youth said</source>
        <translation>Lo dijo la persona joven</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Expediente</translation>
    </message>
    <message>
        <source>Third party</source>
        <translation>Un tercero</translation>
    </message>
    <message>
        <source>My inference</source>
        <translation>Deducción mía</translation>
    </message>
    <message>
        <source>Worker&apos;s inference</source>
        <translation>Deducción del personal</translation>
    </message>
    <message>
        <source>items are counted</source>
        <translation>se cuentan los puntos</translation>
    </message>
    <message>
        <source>only the largest of its group counts</source>
        <translation>solo cuenta el mayor de su grupo</translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation>peso {weight}</translation>
    </message>
    <message>
        <source>adds {adds}</source>
        <translation>suma {adds}</translation>
    </message>
    <message>
        <source>No score: the first questions did not open the full form</source>
        <translation>Sin puntuación: las primeras preguntas no abrieron el formulario completo</translation>
    </message>
    <message>
        <source>No score: a question that decides on the full form has no answer</source>
        <translation>Sin puntuación: una pregunta que decide sobre el formulario completo no tiene respuesta</translation>
    </message>
    <message>
        <source>No score: none of its items was asked</source>
        <translation>Sin puntuación: no se preguntó ninguno de sus puntos</translation>
    </message>
    <message>
        <source>No score: too many items have no answer</source>
        <translation>Sin puntuación: demasiados puntos no tienen respuesta</translation>
    </message>
    <message>
        <source>Mandated report: by telephone at once, in writing within 36 hours</source>
        <translation>Informe obligatorio: por teléfono de inmediato, por escrito en un plazo de 36 horas</translation>
    </message>
    <message>
        <source>Report to law enforcement: at once, within 24 hours at most</source>
        <translation>Informe a la policía: de inmediato, en 24 horas como máximo</translation>
    </message>
    <message>
        <source>If the youth is missing: law enforcement and NCMEC, within 24 hours at most</source>
        <translation>Si la persona joven está ausente: policía y NCMEC, en 24 horas como máximo</translation>
    </message>
    <message>
        <source>Call the team together</source>
        <translation>Convocar al equipo</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensibilidad</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Especificidad</translation>
    </message>
    <message>
        <source>Right when it shows concern (PPV)</source>
        <translation>Acierta cuando indica preocupación (VPP)</translation>
    </message>
    <message>
        <source>Right when it shows none (NPV)</source>
        <translation>Acierta cuando no la indica (VPN)</translation>
    </message>
    <message>
        <source>Tried with</source>
        <translation>Probado con</translation>
    </message>
    <message>
        <source>Agreement between raters</source>
        <translation>Acuerdo entre evaluadores</translation>
    </message>
    <message>
        <source>This result indicates a level of concern. It is not a determination: a person decides what it means and what to do.</source>
        <translation>Este resultado indica un nivel de preocupación. No es una determinación: una persona decide qué significa y qué hacer.</translation>
    </message>
    <message>
        <source>The youth is {age}; this form was made for ages {least} to {most}. Read its result with care.</source>
        <translation>La persona joven tiene {age} años; este formulario se hizo para edades de {least} a {most}. Lea su resultado con cautela.</translation>
    </message>
    <message>
        <source>The youth is {age}; this form was made for ages {least} and up. Read its result with care.</source>
        <translation>La persona joven tiene {age} años; este formulario se hizo para edades desde {least}. Lea su resultado con cautela.</translation>
    </message>
    <message>
        <source>The youth is {age}; this form was made for ages up to {most}. Read its result with care.</source>
        <translation>La persona joven tiene {age} años; este formulario se hizo para edades hasta {most}. Lea su resultado con cautela.</translation>
    </message>
    <message>
        <source>County’s own cut, {at_least} or more: {label}</source>
        <translation>Umbral propio del condado, {at_least} o más: {label}</translation>
    </message>
    <message>
        <source>County’s own cut, {at_least} or more: reached – {label}</source>
        <translation>Umbral propio del condado, {at_least} o más: alcanzado – {label}</translation>
    </message>
    <message>
        <source>County’s own cut, {at_least} or more: not reached – {label}</source>
        <translation>Umbral propio del condado, {at_least} o más: no alcanzado – {label}</translation>
    </message>
    <message>
        <source>Self-description</source>
        <translation>Descripción propia</translation>
    </message>
    <message>
        <source>Since {day}</source>
        <translation>Desde el {day}</translation>
    </message>
    <message>
        <source>Add a &amp;document</source>
        <translation>Agregar un &amp;documento</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 página</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} páginas</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Reemplazado</translation>
    </message>
    <message>
        <source>Not on this laptop yet</source>
        <translation>Todavía no está en esta computadora</translation>
    </message>
    <message>
        <source>Look at the youth&apos;s safety plan again</source>
        <translation>Revisar de nuevo el plan de seguridad de la o el joven</translation>
    </message>
    <message>
        <source>Look at the team&apos;s safety plan again</source>
        <translation>Revisar de nuevo el plan de seguridad del equipo</translation>
    </message>
    <message>
        <source>Private part of the youth&apos;s plan</source>
        <translation>Parte privada del plan de la o el joven</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Preguntar antes</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invitar</translation>
    </message>
    <message>
        <source>Not for this youth</source>
        <translation>No para este joven</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Referencias</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nada nuevo</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>{kind}, sounds alike</source>
        <translation>{kind}, suena parecido</translation>
    </message>
    <message>
        <source>recorded {day} by {person}</source>
        <translation>anotado el {day} por {person}</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>desde el {day}</translation>
    </message>
    <message>
        <source>Screening after the return</source>
        <translation>Evaluación después del regreso</translation>
    </message>
    <message>
        <source>Due {moment}: {party} ({start})</source>
        <translation>Vence el {moment}: {party} ({start})</translation>
    </message>
    <message>
        <source>At once: {party} ({start})</source>
        <translation>De inmediato: {party} ({start})</translation>
    </message>
</context>
<context>
    <name>CaseFileCards</name>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Add: {kind}</source>
        <translation>Añadir: {kind}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Record something else</source>
        <translation>Registrar otra cosa</translation>
    </message>
    <message>
        <source>Late: {why}</source>
        <translation>Con retraso: {why}</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar los {count}</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>One on each line</source>
        <translation>Uno por línea</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>{field} (if known)</source>
        <translation>{field} (si se sabe)</translation>
    </message>
    <message>
        <source>Somebody this laptop does not know</source>
        <translation>Alguien que esta computadora no conoce</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>&amp;Desechar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>It has not been saved.</source>
        <translation>No se ha guardado.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>This is not changed any more; a correction is a new record.</source>
        <translation>Esto ya no se cambia; una corrección es un registro nuevo.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Desechar</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>¿Desechar lo que escribió?</translation>
    </message>
    <message>
        <source>You began this earlier and did not save it; go on where you were.</source>
        <translation>Empezó esto antes y no lo guardó; continúe donde estaba.</translation>
    </message>
    <message>
        <source>&amp;Print minutes</source>
        <translation>&amp;Imprimir el acta</translation>
    </message>
    <message>
        <source>Save minutes</source>
        <translation>Guardar el acta</translation>
    </message>
    <message>
        <source>&amp;Print referral</source>
        <translation>&amp;Imprimir la referencia</translation>
    </message>
    <message>
        <source>Save referral</source>
        <translation>Guardar la referencia</translation>
    </message>
    <message>
        <source>{fields}: {person}, {day} {time}</source>
        <translation>{fields}: {person}, {day} {time}</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>&amp;Youth is back</source>
        <translation>La o el &amp;joven volvió</translation>
    </message>
    <message>
        <source>What you write there stands beside theirs on the conflict desk.</source>
        <translation>Lo que usted escriba ahí queda junto a lo de las demás personas en la mesa de conflictos.</translation>
    </message>
    <message>
        <source>People disagree about {fields}, and nobody has decided yet.</source>
        <translation>Hay desacuerdo sobre {fields} y nadie ha decidido todavía.</translation>
    </message>
</context>
<context>
    <name>AddDocument</name>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>&amp;Elegir un archivo…</translation>
    </message>
    <message>
        <source>A photograph (JPEG, PNG) or a PDF, up to 100 MB.</source>
        <translation>Una fotografía (JPEG, PNG) o un PDF, de hasta 100 MB.</translation>
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
        <source>Part of the case</source>
        <translation>Parte del caso</translation>
    </message>
    <message>
        <source>&amp;Add document</source>
        <translation>&amp;Agregar documento</translation>
    </message>
    <message>
        <source>“{name}” could not be opened; choose another file.</source>
        <translation>No se pudo abrir “{name}”; elija otro archivo.</translation>
    </message>
    <message>
        <source>Photographs and PDFs</source>
        <translation>Fotografías y PDF</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Elegir un archivo</translation>
    </message>
    <message>
        <source>Replace a document</source>
        <translation>Reemplazar un documento</translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>Agregar un documento</translation>
    </message>
    <message>
        <source>The one before stays readable.</source>
        <translation>El anterior se sigue pudiendo leer.</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Título</translation>
    </message>
    <message>
        <source>&amp;What it is</source>
        <translation>&amp;Qué es</translation>
    </message>
    <message>
        <source>&amp;Part of the case; it decides who sees it</source>
        <translation>&amp;Parte del caso; decide quién lo ve</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>DocumentPage</name>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Reemplazar</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>Guardar una &amp;copia…</translation>
    </message>
    <message>
        <source>The document; arrow keys move it</source>
        <translation>El documento; las flechas lo mueven</translation>
    </message>
    <message>
        <source>Stopped: nothing was saved.</source>
        <translation>Detenido: no se guardó nada.</translation>
    </message>
    <message>
        <source>Saved as {name}. This copy is not protected by Fieldfare.</source>
        <translation>Guardado como {name}. Fieldfare no protege esta copia.</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Página siguiente</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Más pequeño</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Más grande</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>It is not on this laptop yet: sync, then open it again.</source>
        <translation>Todavía no está en esta computadora: sincronice y ábralo de nuevo.</translation>
    </message>
    <message>
        <source>This picture cannot be shown; save a copy to see it.</source>
        <translation>No se puede mostrar esta imagen; guarde una copia para verla.</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Página {number} de {count}</translation>
    </message>
    <message>
        <source>You may not add documents to this case.</source>
        <translation>No puede agregar documentos a este caso.</translation>
    </message>
</context>
<context>
    <name>DocumentsCard</name>
    <message>
        <source>No photograph or PDF yet. What you add is kept sealed on this laptop.</source>
        <translation>Todavía no hay fotografías ni PDF. Lo que agregue se guarda sellado en esta computadora.</translation>
    </message>
    <message>
        <source>Small picture of {title}</source>
        <translation>Imagen pequeña de {title}</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>View: {title}</source>
        <translation>Ver: {title}</translation>
    </message>
</context>
<context>
    <name>ClocksCard</name>
    <message>
        <source>At once</source>
        <translation>De inmediato</translation>
    </message>
    <message>
        <source>Overdue by {time}</source>
        <translation>Vencido hace {time}</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar los {count}</translation>
    </message>
    <message>
        <source>This laptop’s clock is {minutes} min off the county’s.</source>
        <translation>El reloj de esta computadora difiere {minutes} min del reloj del condado.</translation>
    </message>
    <message>
        <source>county default, verify</source>
        <translation>valor del condado, verificar</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>Quedan {time}</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
</context>
<context>
    <name>StartClocksDialog</name>
    <message>
        <source>&amp;When you received the information</source>
        <translation>C&amp;uándo recibió la información</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Start the clocks</source>
        <translation>Iniciar los plazos</translation>
    </message>
    <message>
        <source>Start the clocks of a report</source>
        <translation>Iniciar los plazos de un informe</translation>
    </message>
    <message>
        <source>What has to be done by when then stands on Today, also offline.</source>
        <translation>Lo que hay que hacer y para cuándo queda en Hoy, también sin conexión.</translation>
    </message>
    <message>
        <source>When you received the information</source>
        <translation>Cuándo recibió la información</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Inbox</source>
        <translation>Bandeja</translation>
    </message>
    <message>
        <source>Work that the county refused waits here for a supervisor.</source>
        <translation>El trabajo que el condado no aceptó espera aquí a quien supervisa.</translation>
    </message>
    <message>
        <source>Ask the &amp;county again</source>
        <translation>Preguntar otra vez al &amp;condado</translation>
    </message>
    <message>
        <source>There is more; it comes up as these are decided about.</source>
        <translation>Hay más; aparece a medida que se decide sobre estos.</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>No hay nada en espera.</translation>
    </message>
    <message>
        <source>When the county refuses what a colleague wrote, it stands here.</source>
        <translation>Cuando el condado no acepta lo que escribió un colega, aparece aquí.</translation>
    </message>
    <message>
        <source>Asking the county…</source>
        <translation>Preguntando al condado…</translation>
    </message>
    <message>
        <source>The inbox stands on the county&apos;s server. {reason}</source>
        <translation>La bandeja está en el servidor del condado. {reason}</translation>
    </message>
    <message>
        <source>Answers; their form is not on this laptop</source>
        <translation>Respuestas; su formulario no está en esta computadora</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
</context>
<context>
    <name>RefusedCard</name>
    <message>
        <source>Show what was &amp;written</source>
        <translation>Mostrar lo &amp;escrito</translation>
    </message>
    <message>
        <source>&amp;Take it in after all</source>
        <translation>&amp;Aceptarlo de todos modos</translation>
    </message>
    <message>
        <source>&amp;Give it back</source>
        <translation>&amp;Devolverlo</translation>
    </message>
    <message>
        <source>&amp;Hand to</source>
        <translation>A&amp;signar a</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nada)</translation>
    </message>
    <message>
        <source>In the record now: {value}</source>
        <translation>Ahora en el registro: {value}</translation>
    </message>
    <message>
        <source>Work in a case that is not yours to see</source>
        <translation>Trabajo en un caso que no le corresponde ver</translation>
    </message>
    <message>
        <source>a case that is not on this laptop</source>
        <translation>un caso que no está en esta computadora</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Escrito por</translation>
    </message>
    <message>
        <source>Refused on</source>
        <translation>No aceptado el</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>A cargo de</translation>
    </message>
    <message>
        <source>You cannot take it in: {reason}</source>
        <translation>No puede aceptarlo: {reason}</translation>
    </message>
    <message>
        <source>What its author is to do</source>
        <translation>Qué debe hacer quien lo escribió</translation>
    </message>
    <message>
        <source>Who looks after it from now on</source>
        <translation>Quién se encarga a partir de ahora</translation>
    </message>
    <message>
        <source>Its author was told: {reason}</source>
        <translation>A quien lo escribió se le dijo: {reason}</translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message>
        <source>Without a network</source>
        <translation>Sin red</translation>
    </message>
    <message>
        <source>A USB stick carries a sync to the county and back. Both files are sealed: whoever finds the stick can read nothing.</source>
        <translation>Una memoria USB lleva una sincronización al condado y de vuelta. Ambos archivos van sellados: quien encuentre la memoria no puede leer nada.</translation>
    </message>
    <message>
        <source>&amp;Write to a stick…</source>
        <translation>&amp;Escribir en una memoria…</translation>
    </message>
    <message>
        <source>&amp;Read the answer…</source>
        <translation>&amp;Leer la respuesta…</translation>
    </message>
    <message>
        <source>1. Write a file for the county; somebody takes it there.</source>
        <translation>1. Escriba un archivo para el condado; alguien lo lleva allí.</translation>
    </message>
    <message>
        <source>2. Read the county&apos;s answer from the same stick.</source>
        <translation>2. Lea la respuesta del condado en la misma memoria.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>The file {name} is on the stick; pieces of work: {operations}, files: {files}. They count as sent once you have read the answer.</source>
        <translation>El archivo {name} está en la memoria; trabajos: {operations}, adjuntos: {files}. Cuentan como enviados cuando haya leído la respuesta.</translation>
    </message>
    <message>
        <source>The county&apos;s answer was read; what came of it stands under Last sync.</source>
        <translation>Se leyó la respuesta del condado; el resultado está en Última sincronización.</translation>
    </message>
    <message>
        <source>Sync once over the network first; the county then gives its key for sticks.</source>
        <translation>Sincronice primero una vez por la red; entonces el condado da su clave para memorias.</translation>
    </message>
    <message>
        <source>No file is on its way.</source>
        <translation>Ningún archivo está en camino.</translation>
    </message>
    <message>
        <source>On its way: {name}, written {moment}, pieces of work: {count}</source>
        <translation>En camino: {name}, escrito {moment}, trabajos: {count}</translation>
    </message>
    <message>
        <source>The stick to write to</source>
        <translation>La memoria en la que escribir</translation>
    </message>
    <message>
        <source>The stick with the county&apos;s answer</source>
        <translation>La memoria con la respuesta del condado</translation>
    </message>
</context>
<context>
    <name>AdvocateNoteCard</name>
    <message>
        <source>Not sent yet</source>
        <translation>Aún sin enviar</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>A later note corrects this one.</source>
        <translation>Una nota posterior corrige esta.</translation>
    </message>
    <message>
        <source>Corrects the note of {moment}.</source>
        <translation>Corrige la nota del {moment}.</translation>
    </message>
    <message>
        <source>This laptop does not have the key of this note.</source>
        <translation>Esta computadora no tiene la llave de esta nota.</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Corregir…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Liberar…</translation>
    </message>
    <message>
        <source>Correct the note of {moment}</source>
        <translation>Corregir la nota del {moment}</translation>
    </message>
    <message>
        <source>Release the note of {moment}</source>
        <translation>Liberar la nota del {moment}</translation>
    </message>
</context>
<context>
    <name>AdvocatePage</name>
    <message>
        <source>Advocate notes</source>
        <translation>Notas de la defensora</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>&amp;Write a note</source>
        <translation>&amp;Escribir una nota</translation>
    </message>
    <message>
        <source>What stands here is privileged. It is sealed for your organization before it leaves this laptop; neither the county nor another agency can read it.</source>
        <translation>Lo que hay aquí es confidencial por ley. Se sella para su organización antes de salir de esta computadora; ni el condado ni otra agencia pueden leerlo.</translation>
    </message>
    <message>
        <source>No note is written yet.</source>
        <translation>Todavía no hay ninguna nota.</translation>
    </message>
    <message>
        <source>A note is kept on this laptop at once, sealed for your organization.</source>
        <translation>Una nota se guarda al instante en esta computadora, sellada para su organización.</translation>
    </message>
    <message>
        <source>Finish the &amp;note</source>
        <translation>Terminar la &amp;nota</translation>
    </message>
    <message>
        <source>Advocate note</source>
        <translation>Nota de la defensora</translation>
    </message>
    <message>
        <source>Released. It is shown until {moment}, with the next sync of those named.</source>
        <translation>Liberada. Se muestra hasta el {moment}, con la próxima sincronización de las personas nombradas.</translation>
    </message>
</context>
<context>
    <name>DisclosuresPage</name>
    <message>
        <source>What was shown to whom</source>
        <translation>Qué se mostró y a quién</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>&amp;Print accounting</source>
        <translation>&amp;Imprimir el registro</translation>
    </message>
    <message>
        <source>Each copy that is served to another agency stands here from then on.</source>
        <translation>Cada copia que se entrega a otra agencia queda aquí desde entonces.</translation>
    </message>
    <message>
        <source>Disclosures, newest first</source>
        <translation>Divulgaciones, la más reciente primero</translation>
    </message>
    <message>
        <source>Every copy is known by the hash of its bytes; the print names it.</source>
        <translation>Cada copia se conoce por la huella de sus bytes; la impresión la nombra.</translation>
    </message>
    <message>
        <source>{section}, written by {owner}: {count}</source>
        <translation>{section}, escrito por {owner}: {count}</translation>
    </message>
    <message>
        <source>Save the accounting</source>
        <translation>Guardar el registro</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>Show &amp;all parts</source>
        <translation>Mostrar tod&amp;as las partes</translation>
    </message>
    <message>
        <source>Only: {parts}</source>
        <translation>Solo: {parts}</translation>
    </message>
    <message>
        <source>Nothing of it was shown to another agency.</source>
        <translation>No se mostró nada de esto a otra agencia.</translation>
    </message>
</context>
<context>
    <name>EmergencyCards</name>
    <message>
        <source>Opened in an emergency</source>
        <translation>Abierto en una emergencia</translation>
    </message>
    <message>
        <source>{name} of {agency} opened a case on {moment}, until {until}.</source>
        <translation>{name}, de {agency}, abrió un caso el {moment}, hasta el {until}.</translation>
    </message>
    <message>
        <source>Youth: {name}</source>
        <translation>Joven: {name}</translation>
    </message>
    <message>
        <source>Reason given: {reason}</source>
        <translation>Motivo indicado: {reason}</translation>
    </message>
    <message>
        <source>Second person named: {name}</source>
        <translation>Segunda persona nombrada: {name}</translation>
    </message>
    <message>
        <source>You were named as the second person who knows.</source>
        <translation>Le nombraron como la segunda persona que lo sabe.</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>Marcar como revisado</translation>
    </message>
    <message>
        <source>I know of it</source>
        <translation>Lo sé</translation>
    </message>
    <message>
        <source>The youth&apos;s case is not on this laptop.</source>
        <translation>El caso del joven no está en esta computadora.</translation>
    </message>
</context>
<context>
    <name>EmergencyDialog</name>
    <message>
        <source>Why it cannot wait</source>
        <translation>Por qué no puede esperar</translation>
    </message>
    <message>
        <source>Second person who knows</source>
        <translation>Segunda persona que lo sabe</translation>
    </message>
    <message>
        <source>Open for 24 hours</source>
        <translation>Abrir por 24 horas</translation>
    </message>
    <message>
        <source>Open in an emergency</source>
        <translation>Abrir en una emergencia</translation>
    </message>
    <message>
        <source>What other agencies wrote about this youth opens to you for 24 hours and then closes by itself. The second person is told, your supervisor reviews it, and every part you are shown is written down.</source>
        <translation>Lo que otras agencias escribieron sobre este joven se abre para usted por 24 horas y luego se cierra solo. Se avisa a la segunda persona, su supervisión lo revisa y cada parte que se le muestra queda anotada.</translation>
    </message>
    <message>
        <source>&amp;Why it cannot wait</source>
        <translation>&amp;Por qué no puede esperar</translation>
    </message>
    <message>
        <source>&amp;Second person who knows</source>
        <translation>&amp;Segunda persona que lo sabe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>The 24 hours count from the moment you open it.</source>
        <translation>Las 24 horas cuentan desde el momento en que usted lo abre.</translation>
    </message>
</context>
<context>
    <name>KeyHoldersCard</name>
    <message>
        <source>Who can read these notes</source>
        <translation>Quién puede leer estas notas</translation>
    </message>
    <message>
        <source>Nobody of your organization writes notes here yet. Begin on this laptop; colleagues are admitted from it afterwards.</source>
        <translation>Nadie de su organización escribe notas aquí todavía. Empiece en esta computadora; después se admite a los demás desde ella.</translation>
    </message>
    <message>
        <source>Begin on this laptop</source>
        <translation>Empezar en esta computadora</translation>
    </message>
    <message>
        <source>A colleague has taken this laptop off the list. It has no key any more; set it up anew if you are to read notes again.</source>
        <translation>Alguien de su organización quitó esta computadora de la lista. Ya no tiene llave; configúrela de nuevo si debe volver a leer notas.</translation>
    </message>
    <message>
        <source>Sync once more; then a number to compare stands here.</source>
        <translation>Sincronice una vez más; entonces aparecerá aquí un número para comparar.</translation>
    </message>
    <message>
        <source>Read this number to a colleague who has the notes, face to face or on the phone. The same number has to stand on their laptop:</source>
        <translation>Lea este número a alguien de su organización que tenga las notas, en persona o por teléfono. En su computadora debe aparecer el mismo número:</translation>
    </message>
    <message>
        <source>You compared it. Sync once your colleague has admitted you.</source>
        <translation>Ya lo comparó. Sincronice cuando le hayan admitido.</translation>
    </message>
    <message>
        <source>It is the same number</source>
        <translation>Es el mismo número</translation>
    </message>
    <message>
        <source>{name} asks to read them. Compare this number:</source>
        <translation>{name} pide leerlas. Compare este número:</translation>
    </message>
    <message>
        <source>Same number: admit {name}</source>
        <translation>Mismo número: admitir a {name}</translation>
    </message>
    <message>
        <source>{name}, this laptop</source>
        <translation>{name}, esta computadora</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Alguien de su organización</translation>
    </message>
    <message>
        <source>Let go…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Let {name} go</source>
        <translation>Quitar a {name}</translation>
    </message>
    <message>
        <source>Let {name} go?</source>
        <translation>¿Quitar a {name}?</translation>
    </message>
    <message>
        <source>From now on notes are sealed with a new key. The laptop loses its keys at its next sync; what its worker has read before, they have read.</source>
        <translation>Desde ahora las notas se sellan con una llave nueva. La computadora pierde sus llaves en su próxima sincronización; lo que la persona leyó antes, ya lo leyó.</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>No colleague&apos;s laptop is left?</source>
        <translation>¿No queda ninguna computadora de sus colegas?</translation>
    </message>
    <message>
        <source>Use the recovery key on paper…</source>
        <translation>Usar la clave de recuperación en papel…</translation>
    </message>
    <message>
        <source>Should all these laptops be lost, every note is lost with them. A recovery key on paper, locked away by your organization, brings them back.</source>
        <translation>Si se pierden todas estas computadoras, se pierden con ellas todas las notas. Una clave de recuperación en papel, guardada bajo llave por su organización, las recupera.</translation>
    </message>
    <message>
        <source>Make a recovery key on paper…</source>
        <translation>Hacer una clave de recuperación en papel…</translation>
    </message>
    <message>
        <source>Recovery key on paper</source>
        <translation>Clave de recuperación en papel</translation>
    </message>
    <message>
        <source>From now on notes are sealed with a new key, which the code on the paper does not open. Destroy the paper: it still opens what was written before.</source>
        <translation>Desde ahora las notas se sellan con una clave nueva, que el código del papel no abre. Destruya el papel: todavía abre lo que se escribió antes.</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Last day on which it is shown</source>
        <translation>Último día en que se muestra</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Liberar</translation>
    </message>
    <message>
        <source>To whom it is shown</source>
        <translation>A quién se muestra</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Quién firma</translation>
    </message>
    <message>
        <source>As whom</source>
        <translation>En calidad de</translation>
    </message>
    <message>
        <source>Words of the signer&apos;s own</source>
        <translation>Palabras propias de quien firma</translation>
    </message>
    <message>
        <source>The same words again</source>
        <translation>Las mismas palabras otra vez</translation>
    </message>
    <message>
        <source>Release one note</source>
        <translation>Liberar una nota</translation>
    </message>
    <message>
        <source>Only the youth, or who speaks for the youth, releases a note. Give them the keyboard for the last two lines; their words are kept nowhere.</source>
        <translation>Solo el joven, o quien habla por él, libera una nota. Deje que escriba las dos últimas líneas; sus palabras no se guardan en ninguna parte.</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;A quién</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Hasta</translation>
    </message>
    <message>
        <source>&amp;Who signs</source>
        <translation>&amp;Quién firma</translation>
    </message>
    <message>
        <source>&amp;As whom</source>
        <translation>&amp;En calidad de</translation>
    </message>
    <message>
        <source>Their own wor&amp;ds, at least 8 letters</source>
        <translation>Sus &amp;propias palabras, al menos 8 letras</translation>
    </message>
    <message>
        <source>The same words a&amp;gain</source>
        <translation>Las mismas palabras &amp;otra vez</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Choose to whom it is shown.</source>
        <translation>Elija a quién se muestra.</translation>
    </message>
    <message>
        <source>The two lines differ.</source>
        <translation>Las dos líneas no coinciden.</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Buscar a una persona</translation>
    </message>
    <message>
        <source>Name, role or agency</source>
        <translation>Nombre, función o agencia</translation>
    </message>
    <message>
        <source>This will show this one note until {day} to {names}.</source>
        <translation>Esto mostrará esta única nota hasta el {day} a {names}.</translation>
    </message>
</context>
<context>
    <name>ReleasedCard</name>
    <message>
        <source>A note released to you</source>
        <translation>Una nota liberada para usted</translation>
    </message>
    <message>
        <source>A note of {agency}, released to you</source>
        <translation>Una nota de {agency}, liberada para usted</translation>
    </message>
    <message>
        <source>About {day}. Released to you by {holder}, until {until}. Not for others.</source>
        <translation>Sobre el {day}. Liberada para usted por {holder}, hasta el {until}. No para otras personas.</translation>
    </message>
</context>
<context>
    <name>SharingActions</name>
    <message>
        <source>S&amp;hown to whom</source>
        <translation>&amp;Mostrado a quién</translation>
    </message>
    <message>
        <source>&amp;Emergency…</source>
        <translation>&amp;Emergencia…</translation>
    </message>
    <message>
        <source>Sha&amp;re…</source>
        <translation>Compa&amp;rtir…</translation>
    </message>
    <message>
        <source>Share&amp;d now…</source>
        <translation>Compartido a&amp;hora…</translation>
    </message>
</context>
<context>
    <name>sharing</name>
    <message>
        <source>The youth</source>
        <translation>El joven</translation>
    </message>
    <message>
        <source>A parent</source>
        <translation>Madre o padre</translation>
    </message>
    <message>
        <source>A guardian</source>
        <translation>Tutor legal</translation>
    </message>
    <message>
        <source>The youth&apos;s attorney</source>
        <translation>Abogado del joven</translation>
    </message>
    <message>
        <source>The court</source>
        <translation>El tribunal</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>Asignación</translation>
    </message>
    <message>
        <source>Own agency</source>
        <translation>Agencia propia</translation>
    </message>
    <message>
        <source>Team window, WIC 18961.7</source>
        <translation>Ventana del equipo, WIC 18961.7</translation>
    </message>
    <message>
        <source>Trafficking team, WIC 13753</source>
        <translation>Equipo contra la trata, WIC 13753</translation>
    </message>
    <message>
        <source>Multidisciplinary team, WIC 18951</source>
        <translation>Equipo multidisciplinario, WIC 18951</translation>
    </message>
    <message>
        <source>Family team, WIC 832</source>
        <translation>Equipo familiar, WIC 832</translation>
    </message>
    <message>
        <source>Unified record, WIC 18986.46</source>
        <translation>Expediente unificado, WIC 18986.46</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consentimiento</translation>
    </message>
    <message>
        <source>Consent, 42 CFR Part 2</source>
        <translation>Consentimiento, 42 CFR Parte 2</translation>
    </message>
    <message>
        <source>Responsible for care, FERPA</source>
        <translation>Responsable del cuidado, FERPA</translation>
    </message>
    <message>
        <source>Court order</source>
        <translation>Orden judicial</translation>
    </message>
    <message>
        <source>Listed by WIC 827</source>
        <translation>Incluido por WIC 827</translation>
    </message>
    <message>
        <source>Report to NCMEC, AB 161</source>
        <translation>Informe a NCMEC, AB 161</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergencia</translation>
    </message>
    <message>
        <source>Release by the holder</source>
        <translation>Liberación por el titular</translation>
    </message>
    <message>
        <source>Recorded here. It opens nothing until the county has it, with the next sync.</source>
        <translation>Registrado aquí. No abre nada hasta que el condado lo tenga, con la próxima sincronización.</translation>
    </message>
    <message>
        <source>Recorded here. It counts on this laptop already; for everybody else once the county has it, with the next sync.</source>
        <translation>Registrado aquí. En esta computadora ya cuenta; para los demás, cuando el condado lo tenga, con la próxima sincronización.</translation>
    </message>
    <message>
        <source>The county has not told this laptop its rules yet; it looks again itself.</source>
        <translation>El condado todavía no ha dicho sus reglas a esta computadora; él mismo vuelve a mirar.</translation>
    </message>
    <message>
        <source>As the county told this laptop on {moment}. It looks again itself; where it would show more, you are asked anew.</source>
        <translation>Según lo que el condado dijo a esta computadora el {moment}. El condado vuelve a mirar; si mostrara más, se le pregunta a usted de nuevo.</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Acceso de emergencia</translation>
    </message>
    <message>
        <source>A consent</source>
        <translation>Un consentimiento</translation>
    </message>
    <message>
        <source>A court&apos;s order</source>
        <translation>Una orden judicial</translation>
    </message>
    <message>
        <source>A team&apos;s window</source>
        <translation>El plazo de un equipo</translation>
    </message>
    <message>
        <source>A release of notes</source>
        <translation>Una divulgación de notas</translation>
    </message>
    <message>
        <source>Something taken back</source>
        <translation>Algo que se retiró</translation>
    </message>
    <message>
        <source>The end of someone&apos;s participation</source>
        <translation>El fin de la participación de alguien</translation>
    </message>
    <message>
        <source>A later end of a window</source>
        <translation>La prolongación de un plazo</translation>
    </message>
    <message>
        <source>An emergency access was seen</source>
        <translation>Se vio un acceso de emergencia</translation>
    </message>
    <message>
        <source>This will show nothing to {name}: {reason}</source>
        <translation>Esto no mostrará nada a {name}: {reason}</translation>
    </message>
    <message>
        <source>This will show {name} until {day}: {parts}</source>
        <translation>Esto mostrará a {name} hasta el {day}: {parts}</translation>
    </message>
    <message>
        <source>This will show {name}, while they take part: {parts}</source>
        <translation>Esto mostrará a {name}, mientras participe: {parts}</translation>
    </message>
    <message>
        <source>The county has no team yet; its coordinator founds one.</source>
        <translation>El condado aún no tiene equipo; su coordinador funda uno.</translation>
    </message>
    <message>
        <source>Signed the agreement and trained: {names} ({count} of {all}).</source>
        <translation>Firmaron el acuerdo y están capacitados: {names} ({count} de {all}).</translation>
    </message>
    <message>
        <source>You have not signed its agreement, so somebody of it who has opens its window.</source>
        <translation>Usted no ha firmado su acuerdo; abre su plazo alguien del equipo que lo haya firmado.</translation>
    </message>
    <message>
        <source>It ends for each person when their participation in the team ends.</source>
        <translation>Termina para cada persona cuando termina su participación en el equipo.</translation>
    </message>
    <message>
        <source>It ends 30 days after the report; a supervisor can extend it for a good cause before.</source>
        <translation>Termina 30 días después del informe; antes, un supervisor puede prolongarlo por una buena causa.</translation>
    </message>
    <message>
        <source>a part of the case</source>
        <translation>una parte del caso</translation>
    </message>
    <message>
        <source>to whom</source>
        <translation>a quién</translation>
    </message>
    <message>
        <source>the team</source>
        <translation>el equipo</translation>
    </message>
    <message>
        <source>what for</source>
        <translation>para qué</translation>
    </message>
    <message>
        <source>who signed</source>
        <translation>quién firmó</translation>
    </message>
    <message>
        <source>the number of the order</source>
        <translation>el número de la orden</translation>
    </message>
    <message>
        <source>that the signer was told of the right to revoke</source>
        <translation>que se informó al firmante del derecho a revocar</translation>
    </message>
    <message>
        <source>that it says what may happen to what was disclosed</source>
        <translation>que dice qué puede pasar con lo divulgado</translation>
    </message>
    <message>
        <source>the signed paper</source>
        <translation>el papel firmado</translation>
    </message>
    <message>
        <source>that the court made it for substance use records</source>
        <translation>que el tribunal la dictó para registros de consumo de sustancias</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>To whom</source>
        <translation>A quién</translation>
    </message>
    <message>
        <source>Which parts</source>
        <translation>Qué partes</translation>
    </message>
    <message>
        <source>On which ground</source>
        <translation>Con qué base</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>Who signed</source>
        <translation>Quién firmó</translation>
    </message>
    <message>
        <source>Number of the order</source>
        <translation>Número de la orden</translation>
    </message>
    <message>
        <source>As whom</source>
        <translation>En calidad de</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vista previa</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Compartir</translation>
    </message>
    <message>
        <source>Share with another agency</source>
        <translation>Compartir con otra agencia</translation>
    </message>
    <message>
        <source>&amp;To whom</source>
        <translation>&amp;A quién</translation>
    </message>
    <message>
        <source>&amp;Which parts, as your agency wrote them</source>
        <translation>&amp;Qué partes, tal como las escribió su agencia</translation>
    </message>
    <message>
        <source>On which &amp;ground</source>
        <translation>Con qué &amp;base</translation>
    </message>
    <message>
        <source>&amp;What for</source>
        <translation>&amp;Para qué</translation>
    </message>
    <message>
        <source>Who si&amp;gned</source>
        <translation>Quién &amp;firmó</translation>
    </message>
    <message>
        <source>&amp;As whom</source>
        <translation>&amp;En calidad de</translation>
    </message>
    <message>
        <source>&amp;Number of the order</source>
        <translation>&amp;Número de la orden</translation>
    </message>
    <message>
        <source>&amp;Last day</source>
        <translation>Último &amp;día</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Choose, then look at the preview before you share.</source>
        <translation>Elija y mire la vista previa antes de compartir.</translation>
    </message>
    <message>
        <source>Which team</source>
        <translation>Qué equipo</translation>
    </message>
    <message>
        <source>Which &amp;team</source>
        <translation>Qué &amp;equipo</translation>
    </message>
    <message>
        <source>Whoever is shown it is told with it: {notice}</source>
        <translation>A quien se muestra se le dice también: {notice}</translation>
    </message>
    <message>
        <source>The signer was told that and how it can be &amp;revoked</source>
        <translation>Se dijo al firmante que y cómo puede &amp;revocarlo</translation>
    </message>
    <message>
        <source>The paper says what may &amp;happen to what was disclosed</source>
        <translation>El papel dice qué puede &amp;pasar con lo divulgado</translation>
    </message>
    <message>
        <source>Signed pap&amp;er…</source>
        <translation>Papel fir&amp;mado…</translation>
    </message>
    <message>
        <source>Signed paper: {name}</source>
        <translation>Papel firmado: {name}</translation>
    </message>
    <message>
        <source>Signed paper</source>
        <translation>Papel firmado</translation>
    </message>
    <message>
        <source>When it was reported</source>
        <translation>Cuándo se informó</translation>
    </message>
    <message>
        <source>When it was re&amp;ported</source>
        <translation>Cuándo se &amp;informó</translation>
    </message>
    <message>
        <source>Still missing: {what}.</source>
        <translation>Todavía falta: {what}.</translation>
    </message>
    <message>
        <source>The court made it for s&amp;ubstance use records (42 CFR 2.61 to 2.67)</source>
        <translation>El tribunal la dictó para registros de s&amp;ustancias (42 CFR 2.61 a 2.67)</translation>
    </message>
</context>
<context>
    <name>DuplicateCard</name>
    <message>
        <source>Case …{end}</source>
        <translation>Caso …{end}</translation>
    </message>
    <message>
        <source>Nobody is assigned</source>
        <translation>Nadie lo tiene asignado</translation>
    </message>
    <message>
        <source>One youth</source>
        <translation>Un solo joven</translation>
    </message>
    <message>
        <source>Two youths</source>
        <translation>Dos jóvenes</translation>
    </message>
</context>
<context>
    <name>IndexAnswer</name>
    <message>
        <source>Agencies enter their cases themselves; one may work with the youth and not have entered it.</source>
        <translation>Cada agencia anota sus casos; puede que una trabaje con la persona joven y no lo haya anotado.</translation>
    </message>
    <message>
        <source>Answer of the index</source>
        <translation>Respuesta del índice</translation>
    </message>
    <message>
        <source>Ask for {name}</source>
        <translation>Pregunte por {name}</translation>
    </message>
    <message>
        <source>Asked {moment}</source>
        <translation>Preguntado: {moment}</translation>
    </message>
    <message>
        <source>Asked {moment}; can be read here until {until}</source>
        <translation>Preguntado: {moment}; se puede leer aquí hasta {until}</translation>
    </message>
    <message>
        <source>Call {name}, {phone}</source>
        <translation>Llame a {name}, {phone}</translation>
    </message>
    <message>
        <source>Case number {number}</source>
        <translation>Número de caso {number}</translation>
    </message>
    <message>
        <source>Contacts: {days}</source>
        <translation>Contactos: {days}</translation>
    </message>
    <message>
        <source>Contacts: {days} and {count} before</source>
        <translation>Contactos: {days} y {count} antes</translation>
    </message>
    <message>
        <source>No other agency in the index.</source>
        <translation>Ninguna otra agencia en el índice.</translation>
    </message>
    <message>
        <source>Emergency access to this agency&apos;s case…</source>
        <translation>Acceso de emergencia al caso de esta agencia…</translation>
    </message>
    <message>
        <source>Opened until {moment}. Sync now: the case comes with it.</source>
        <translation>Abierto hasta el {moment}. Sincronice ahora: el caso llega con ella.</translation>
    </message>
</context>
<context>
    <name>IndexEntryDialog</name>
    <message>
        <source>&amp;Add a person</source>
        <translation>&amp;Añadir una persona</translation>
    </message>
    <message>
        <source>&amp;Confirm and enter</source>
        <translation>&amp;Confirmar y anotar</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Birth place</source>
        <translation>Lugar de nacimiento</translation>
    </message>
    <message>
        <source>Dates of contact</source>
        <translation>Fechas de contacto</translation>
    </message>
    <message>
        <source>Designated staff of other agencies find this youth by it and are told whom to call. It holds nothing else.</source>
        <translation>Con esto el personal designado de otras agencias encuentra a esta persona joven y sabe a quién llamar. No contiene nada más.</translation>
    </message>
    <message>
        <source>Family and household</source>
        <translation>Familia y hogar</translation>
    </message>
    <message>
        <source>In the index: {name}</source>
        <translation>En el índice: {name}</translation>
    </message>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>Otros nombres</translation>
    </message>
    <message>
        <source>Parted by semicolons</source>
        <translation>Separados por punto y coma</translation>
    </message>
    <message>
        <source>Phone of the youth</source>
        <translation>Teléfono de la persona joven</translation>
    </message>
    <message>
        <source>Their phone</source>
        <translation>Su teléfono</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>A quién llamar</translation>
    </message>
    <message>
        <source>Year-month-day, such as 2010-04-30</source>
        <translation>Año-mes-día, como 2010-04-30</translation>
    </message>
    <message>
        <source>Your agency&apos;s case number</source>
        <translation>Número de caso de su agencia</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>&amp;Desechar</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>C&amp;errar</translation>
    </message>
    <message>
        <source>You began this earlier and did not confirm it; go on where you were.</source>
        <translation>Usted empezó esto antes y no lo confirmó; continúe donde estaba.</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>¿Desechar lo que escribió?</translation>
    </message>
    <message>
        <source>It has not been confirmed.</source>
        <translation>No se ha confirmado.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Desechar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
</context>
<context>
    <name>IndexPage</name>
    <message>
        <source>&amp;Look for them</source>
        <translation>&amp;Buscarlos</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>As&amp;k the county</source>
        <translation>&amp;Preguntar al condado</translation>
    </message>
    <message>
        <source>Asking the county…</source>
        <translation>Preguntando al condado…</translation>
    </message>
    <message>
        <source>At risk, as your county defined it: {definition}</source>
        <translation>En riesgo, según lo definió su condado: {definition}</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Número de caso</translation>
    </message>
    <message>
        <source>Cases that may be of one youth</source>
        <translation>Casos que pueden ser de una misma persona joven</translation>
    </message>
    <message>
        <source>Earlier answers</source>
        <translation>Respuestas anteriores</translation>
    </message>
    <message>
        <source>Give a name or a case number.</source>
        <translation>Dé un nombre o un número de caso.</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>Is another agency working with this youth?</source>
        <translation>¿Trabaja otra agencia con esta persona joven?</translation>
    </message>
    <message>
        <source>Name or alias</source>
        <translation>Nombre o alias</translation>
    </message>
    <message>
        <source>No other agency in the index.</source>
        <translation>Ninguna otra agencia en el índice.</translation>
    </message>
    <message>
        <source>No two cases look like one youth.</source>
        <translation>No hay dos casos que parezcan de una misma persona joven.</translation>
    </message>
    <message>
        <source>None of your cases is in the index.</source>
        <translation>Ninguno de sus casos está en el índice.</translation>
    </message>
    <message>
        <source>Open a case and choose Enter in the index; it also works offline.</source>
        <translation>Abra un caso y elija Anotar en el índice; también funciona sin conexión.</translation>
    </message>
    <message>
        <source>Who asks, when and by what is logged and looked at; ask for your work only.</source>
        <translation>Quién pregunta, cuándo y por qué dato queda registrado y se revisa; pregunte solo por su trabajo.</translation>
    </message>
    <message>
        <source>Write the birth date as year-month-day.</source>
        <translation>Escriba la fecha de nacimiento como año-mes-día.</translation>
    </message>
    <message>
        <source>Year-month-day, such as 2010-04-30</source>
        <translation>Año-mes-día, como 2010-04-30</translation>
    </message>
    <message>
        <source>You are designated until {date}.</source>
        <translation>Su designación dura hasta el {date}.</translation>
    </message>
    <message>
        <source>Your cases in the index</source>
        <translation>Sus casos en el índice</translation>
    </message>
    <message>
        <source>{name}, {day}</source>
        <translation>{name}, {day}</translation>
    </message>
    <message>
        <source>{reason} Earlier answers can still be read here.</source>
        <translation>{reason} Las respuestas anteriores se pueden leer aquí.</translation>
    </message>
    <message>
        <source>Begun and not confirmed</source>
        <translation>Empezada y no confirmada</translation>
    </message>
</context>
<context>
    <name>IndexPanel</name>
    <message>
        <source>&amp;Enter in the index…</source>
        <translation>&amp;Anotar en el índice…</translation>
    </message>
    <message>
        <source>&amp;Update the entry…</source>
        <translation>&amp;Actualizar la anotación…</translation>
    </message>
    <message>
        <source>Another agency works with this youth: {agencies}</source>
        <translation>Otra agencia trabaja con esta persona joven: {agencies}</translation>
    </message>
    <message>
        <source>As&amp;k the index</source>
        <translation>&amp;Preguntar al índice</translation>
    </message>
    <message>
        <source>Asking the county…</source>
        <translation>Preguntando al condado…</translation>
    </message>
    <message>
        <source>Nobody has asked the index about this youth here yet.</source>
        <translation>Aquí nadie ha preguntado todavía al índice por esta persona joven.</translation>
    </message>
    <message>
        <source>Other agencies</source>
        <translation>Otras agencias</translation>
    </message>
    <message>
        <source>&amp;Go on with the entry…</source>
        <translation>&amp;Continuar con la entrada…</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Family</source>
        <translation>Familia</translation>
    </message>
    <message>
        <source>Family or household</source>
        <translation>Familia u hogar</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>Hogar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of somebody of family or household</source>
        <translation>Nombre de alguien de la familia o del hogar</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Phone of somebody of family or household</source>
        <translation>Teléfono de alguien de la familia o del hogar</translation>
    </message>
</context>
<context>
    <name>index</name>
    <message>
        <source>In the index</source>
        <translation>En el índice</translation>
    </message>
    <message>
        <source>Not in the index</source>
        <translation>No está en el índice</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No aceptado</translation>
    </message>
    <message>
        <source>age fits</source>
        <translation>la edad concuerda</translation>
    </message>
    <message>
        <source>birth date nearly the same</source>
        <translation>fecha de nacimiento casi igual</translation>
    </message>
    <message>
        <source>found to be one youth</source>
        <translation>confirmado como la misma persona</translation>
    </message>
    <message>
        <source>name sounds alike</source>
        <translation>el nombre suena igual</translation>
    </message>
    <message>
        <source>same birth date</source>
        <translation>misma fecha de nacimiento</translation>
    </message>
    <message>
        <source>same case number</source>
        <translation>mismo número de caso</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>mismo nombre</translation>
    </message>
    <message>
        <source>similar name</source>
        <translation>nombre parecido</translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Missing youth: report to NCMEC</source>
        <translation>Joven ausente: aviso al NCMEC</translation>
    </message>
    <message>
        <source>Missing youth: report to law enforcement</source>
        <translation>Joven ausente: aviso a la policía</translation>
    </message>
    <message>
        <source>Call {number}, at any hour.</source>
        <translation>Llame al {number}, a cualquier hora.</translation>
    </message>
    <message>
        <source>For this report only. Exploitation and health are never put on a public poster.</source>
        <translation>Solo para este aviso. La explotación y la salud nunca se ponen en un cartel público.</translation>
    </message>
    <message>
        <source>Who reports</source>
        <translation>Quién avisa</translation>
    </message>
    <message>
        <source>Who is missing</source>
        <translation>Quién está ausente</translation>
    </message>
    <message>
        <source>When and where</source>
        <translation>Cuándo y dónde</translation>
    </message>
    <message>
        <source>Where to look, and who to ask</source>
        <translation>Dónde buscar y a quién preguntar</translation>
    </message>
    <message>
        <source>Danger and health</source>
        <translation>Peligro y salud</translation>
    </message>
    <message>
        <source>Absences before</source>
        <translation>Ausencias anteriores</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>Avisa</translation>
    </message>
    <message>
        <source>Call back at</source>
        <translation>Teléfono para devolver la llamada</translation>
    </message>
    <message>
        <source>Reported on, at</source>
        <translation>Avisado el día, a la hora</translation>
    </message>
    <message>
        <source>Sheet made</source>
        <translation>Hoja hecha</translation>
    </message>
    <message>
        <source>Agency case number</source>
        <translation>Número de caso de la agencia</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Pronombres</translation>
    </message>
    <message>
        <source>Recent photograph handed over</source>
        <translation>Fotografía reciente entregada</translation>
    </message>
    <message>
        <source>Placed at</source>
        <translation>Colocación</translation>
    </message>
    <message>
        <source>In this case</source>
        <translation>En este caso</translation>
    </message>
    <message>
        <source>Who took the report</source>
        <translation>Quién recibió el aviso</translation>
    </message>
    <message>
        <source>Officer and badge</source>
        <translation>Agente y número de placa</translation>
    </message>
    <message>
        <source>Law enforcement case number</source>
        <translation>Número de caso de la policía</translation>
    </message>
    <message>
        <source>NCMEC case number</source>
        <translation>Número de caso del NCMEC</translation>
    </message>
    <message>
        <source>NCIC number</source>
        <translation>Número NCIC</translation>
    </message>
    <message>
        <source>Entered on, at</source>
        <translation>Registrado el día, a la hora</translation>
    </message>
    <message>
        <source>age {age}</source>
        <translation>{age} años</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>(more in the case)</source>
        <translation>(más en el caso)</translation>
    </message>
    <message>
        <source>Known to be missing since</source>
        <translation>Se sabe que está ausente desde</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>My copy</source>
        <translation>Mi copia</translation>
    </message>
    <message>
        <source>Signed, {moment}</source>
        <translation>Firmado, {moment}</translation>
    </message>
    <message>
        <source>I did not want to sign.</source>
        <translation>No quise firmar.</translation>
    </message>
    <message>
        <source>Photograph of the youth</source>
        <translation>Fotografía del joven</translation>
    </message>
</context>
<context>
    <name>SheetButtons</name>
    <message>
        <source>Sheet for &amp;law enforcement</source>
        <translation>Hoja para la &amp;policía</translation>
    </message>
    <message>
        <source>Sheet for &amp;NCMEC</source>
        <translation>Hoja para el &amp;NCMEC</translation>
    </message>
    <message>
        <source>Save sheet</source>
        <translation>Guardar la hoja</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
</context>
<context>
    <name>StateGridCard</name>
    <message>
        <source>To retype into CWS/CMS, in the order of its grid</source>
        <translation>Para copiar en CWS/CMS, en el orden de su tabla</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Guardar como CSV</translation>
    </message>
    <message>
        <source>CSEC status not in the state system yet: {count}. Nothing is sent there.</source>
        <translation>Estados CSEC que aún no están en el sistema estatal: {count}. Nada se envía allí.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abierto</translation>
    </message>
    <message>
        <source>Not entered yet</source>
        <translation>Aún no registrado</translation>
    </message>
    <message>
        <source>Code not known</source>
        <translation>Código desconocido</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Código {code}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>{day} by {name}</source>
        <translation>{day}, por {name}</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Registrado</translation>
    </message>
    <message>
        <source>Not confirmed, look it up: {code}</source>
        <translation>Sin confirmar, búsquelo: {code}</translation>
    </message>
</context>
<context>
    <name>PlanButtons</name>
    <message>
        <source>&amp;Whole plan</source>
        <translation>Plan &amp;completo</translation>
    </message>
    <message>
        <source>Small &amp;page</source>
        <translation>Hoja &amp;pequeña</translation>
    </message>
    <message>
        <source>Save page</source>
        <translation>Guardar hoja</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>Language of the page</source>
        <translation>Idioma de la hoja</translation>
    </message>
</context>
<context>
    <name>Overflow</name>
    <message>
        <source>More ▾</source>
        <translation>Más ▾</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Más acciones</translation>
    </message>
</context>
<context>
    <name>ContactCardView</name>
    <message>
        <source>Convenes</source>
        <translation>Convoca</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Reachable now</source>
        <translation>Localizable ahora</translation>
    </message>
    <message>
        <source>{availability} · again {when}</source>
        <translation>{availability} · de nuevo {when}</translation>
    </message>
    <message>
        <source>{number}, phone of {who}</source>
        <translation>{number}, teléfono de {who}</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Choose another type, or ask your coordinator to add who is missing.</source>
        <translation>Elija otro tipo, o pida a su coordinador que añada a quien falte.</translation>
    </message>
    <message>
        <source>For {name}</source>
        <translation>Para {name}</translation>
    </message>
    <message>
        <source>Go to Sync</source>
        <translation>Ir a Sincronizar</translation>
    </message>
    <message>
        <source>No youth</source>
        <translation>Ningún joven</translation>
    </message>
    <message>
        <source>Nobody on the county’s list belongs to this type of meeting.</source>
        <translation>Nadie de la lista del condado pertenece a este tipo de reunión.</translation>
    </message>
    <message>
        <source>Not for this youth</source>
        <translation>No para este joven</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Reachable now</source>
        <translation>Localizables ahora</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>The county has put no list of contacts in force yet.</source>
        <translation>El condado todavía no tiene en vigor ninguna lista de contactos.</translation>
    </message>
    <message>
        <source>The county’s list of {day}; it is read here without a network.</source>
        <translation>Lista del condado del {day}; aquí se lee sin red.</translation>
    </message>
    <message>
        <source>Type of meeting</source>
        <translation>Tipo de reunión</translation>
    </message>
    <message>
        <source>Who to call</source>
        <translation>A quién llamar</translation>
    </message>
    <message>
        <source>Your coordinator makes one with `fieldfare-county roster set`; it arrives with the next sync.</source>
        <translation>Su coordinador la crea con `fieldfare-county roster set`; llega con la próxima sincronización.</translation>
    </message>
    <message>
        <source>&amp;Plan a meeting</source>
        <translation>&amp;Planificar una reunión</translation>
    </message>
</context>
<context>
    <name>YouthChooser</name>
    <message>
        <source>Choose a youth</source>
        <translation>Elegir un joven</translation>
    </message>
    <message>
        <source>No youth on this laptop matches these words.</source>
        <translation>Ningún joven de esta computadora coincide con esas palabras.</translation>
    </message>
    <message>
        <source>Youth: a name or number</source>
        <translation>Joven: un nombre o número</translation>
    </message>
    <message>
        <source>Youths found</source>
        <translation>Jóvenes encontrados</translation>
    </message>
</context>
<context>
    <name>SummaryButton</name>
    <message>
        <source>Print s&amp;ummary</source>
        <translation>Imprimir res&amp;umen</translation>
    </message>
    <message>
        <source>Save summary</source>
        <translation>Guardar resumen</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>For whom is this summary?</source>
        <translation>¿Para quién es este resumen?</translation>
    </message>
    <message>
        <source>It holds only what this person may read on a ground this laptop knows of. Who is missing here has none; a colleague of your agency reads the case where they are assigned to it.</source>
        <translation>Contiene solo lo que esta persona puede leer con una base que esta computadora conoce. Quien falta aquí no tiene ninguna; un colega de su agencia lee el caso donde está asignado.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Elegir un archivo</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Aceptar</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>&amp;Rechazar</translation>
    </message>
    <message>
        <source>A&amp;pprove</source>
        <translation>A&amp;probar</translation>
    </message>
    <message>
        <source>Choose a colleague…</source>
        <translation>Elija a un colega…</translation>
    </message>
    <message>
        <source>Different since the last approval</source>
        <translation>Distinto desde la última aprobación</translation>
    </message>
    <message>
        <source>Pass &amp;on</source>
        <translation>Pasar a &amp;otra persona</translation>
    </message>
    <message>
        <source>Re&amp;turn</source>
        <translation>&amp;Devolver</translation>
    </message>
    <message>
        <source>Si&amp;gn</source>
        <translation>&amp;Firmar</translation>
    </message>
    <message>
        <source>Signatures and approval</source>
        <translation>Firmas y aprobación</translation>
    </message>
    <message>
        <source>To whom it is passed on</source>
        <translation>A quién se pasa</translation>
    </message>
    <message>
        <source>Why, or what is to be changed</source>
        <translation>Por qué, o qué hay que cambiar</translation>
    </message>
    <message>
        <source>Words that go with it</source>
        <translation>Palabras que lo acompañan</translation>
    </message>
</context>
<context>
    <name>WaitingCards</name>
    <message>
        <source>Changed since approval</source>
        <translation>Cambió desde la aprobación</translation>
    </message>
    <message>
        <source>Referrals waiting for my answer</source>
        <translation>Referencias que esperan mi respuesta</translation>
    </message>
    <message>
        <source>Waiting for my approval</source>
        <translation>Esperan mi aprobación</translation>
    </message>
    <message>
        <source>Maybe one youth in two cases</source>
        <translation>Quizás una o un joven en dos casos</translation>
    </message>
    <message>
        <source>Answers to my referrals</source>
        <translation>Respuestas a mis referencias</translation>
    </message>
</context>
<context>
    <name>approvals</name>
    <message>
        <source>(County default, verify.)</source>
        <translation>(Valor del condado; verifíquelo.)</translation>
    </message>
    <message>
        <source>Approved as it stands.</source>
        <translation>Aprobado tal como está.</translation>
    </message>
    <message>
        <source>Changed since it was approved.</source>
        <translation>Cambió desde que se aprobó.</translation>
    </message>
    <message>
        <source>It waits for the answer of {name}.</source>
        <translation>Espera la respuesta de {name}.</translation>
    </message>
    <message>
        <source>Lead: {name}</source>
        <translation>Dirige el caso: {name}</translation>
    </message>
    <message>
        <source>Nobody has to approve this.</source>
        <translation>Nadie tiene que aprobar esto.</translation>
    </message>
    <message>
        <source>Not signed yet: nothing is sent before its worker signs it.</source>
        <translation>Aún sin firmar: nada se envía antes de que lo firme quien lo escribió.</translation>
    </message>
    <message>
        <source>Returned: change what is asked for, then it waits again.</source>
        <translation>Devuelto: cambie lo que se pide y volverá a esperar.</translation>
    </message>
    <message>
        <source>This cannot be signed yet:</source>
        <translation>Esto aún no se puede firmar:</translation>
    </message>
    <message>
        <source>Waits for a supervisor’s approval.</source>
        <translation>Espera la aprobación de un supervisor.</translation>
    </message>
    <message>
        <source>an earlier version</source>
        <translation>una versión anterior</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>{field} · {old} → {new}</source>
        <translation>{field} · {old} → {new}</translation>
    </message>
    <message>
        <source>Passed on to {name}</source>
        <translation>Pasada a {name}</translation>
    </message>
</context>
<context>
    <name>DecisionsCard</name>
    <message>
        <source>Decided here, not with the county</source>
        <translation>Decidido aquí, el condado no lo tiene</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>No registrado</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Apartar</translation>
    </message>
</context>
<context>
    <name>AgendaList</name>
    <message>
        <source>Agenda</source>
        <translation>Orden del día</translation>
    </message>
    <message>
        <source>Alt with the up or down arrow moves a youth in the order.</source>
        <translation>Alt con la flecha arriba o abajo mueve a un joven en el orden.</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
</context>
<context>
    <name>CallOffDialog</name>
    <message>
        <source>Call off</source>
        <translation>Cancelar la reunión</translation>
    </message>
    <message>
        <source>Call the meeting off?</source>
        <translation>¿Cancelar la reunión?</translation>
    </message>
    <message>
        <source>Keep the meeting</source>
        <translation>Mantener la reunión</translation>
    </message>
    <message>
        <source>Save it for calendars again afterwards, so that the entries go.</source>
        <translation>Guárdela después otra vez para calendarios, para que desaparezcan las citas.</translation>
    </message>
    <message>
        <source>Why it is called off</source>
        <translation>Por qué se cancela</translation>
    </message>
</context>
<context>
    <name>MeetingPage</name>
    <message>
        <source>Agenda</source>
        <translation>Orden del día</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Begin the meeting</source>
        <translation>Empezar la reunión</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>Cancelar la reunión</translation>
    </message>
    <message>
        <source>Called off: {why}</source>
        <translation>Cancelada: {why}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Go on with the meeting</source>
        <translation>Seguir con la reunión</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Invitados</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Reunión</translation>
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
        <source>Save for calendars</source>
        <translation>Guardar para calendarios</translation>
    </message>
    <message>
        <source>Saved. It says when and where, and nothing else.</source>
        <translation>Guardado. Dice cuándo y dónde, y nada más.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>The order suggests itself by what is urgent and what changed since each youth was last spoken of. Alt with an arrow key changes it.</source>
        <translation>El orden propuesto sigue lo urgente y lo que cambió desde la última vez que se habló de cada joven. Alt con una flecha lo cambia.</translation>
    </message>
    <message>
        <source>This meeting was begun here and its minutes are not signed yet.</source>
        <translation>Esta reunión se empezó aquí y su acta aún no está firmada.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Who convenes</source>
        <translation>Quién convoca</translation>
    </message>
    <message>
        <source>You may read this meeting; somebody else writes it.</source>
        <translation>Puede leer esta reunión; la escribe otra persona.</translation>
    </message>
    <message>
        <source>Pages for one person</source>
        <translation>Páginas para una persona</translation>
    </message>
    <message>
        <source>Where the pages go</source>
        <translation>Dónde guardar las páginas</translation>
    </message>
    <message>
        <source>Without a page, as nothing may be shown: {count}.</source>
        <translation>Sin página, porque nada se puede mostrar: {count}.</translation>
    </message>
    <message>
        <source>{count} pages saved for this person alone; they are not protected by Fieldfare. Destroy them after the day that stands on them.</source>
        <translation>{count} páginas guardadas solo para esta persona; Fieldfare no las protege. Destrúyalas después del día que figura en ellas.</translation>
    </message>
    <message>
        <source>For whom are these pages?</source>
        <translation>¿Para quién son estas páginas?</translation>
    </message>
    <message>
        <source>A page holds only what this person may read on a ground this laptop knows of. Who is missing here has no role on the county’s list.</source>
        <translation>Una página contiene solo lo que esta persona puede leer con una base que esta computadora conoce. Quien falta aquí no tiene una función en la lista del condado.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>{name}: no page, nothing may be shown</source>
        <translation>{name}: sin página, no se puede mostrar nada</translation>
    </message>
    <message>
        <source>Only who the youth is</source>
        <translation>Solo quién es el o la joven</translation>
    </message>
    <message>
        <source>Youths: {count}, in {minutes} min</source>
        <translation>Jóvenes: {count}, en {minutes} min</translation>
    </message>
    <message>
        <source>You know some of these youths by name alone: you plan and change the meeting, and somebody who may write in their safety plans holds it.</source>
        <translation>Conoce a algunos de estos jóvenes solo por su nombre: usted planifica y cambia la reunión, y la lleva alguien que puede escribir en sus planes de seguridad.</translation>
    </message>
</context>
<context>
    <name>MeetingPlanPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Change the meeting</source>
        <translation>Cambiar la reunión</translation>
    </message>
    <message>
        <source>Each youth’s part of the meeting lies in that youth’s own case.</source>
        <translation>La parte de cada joven queda en el caso de ese joven.</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Invitados</translation>
    </message>
    <message>
        <source>Plan a meeting</source>
        <translation>Planificar una reunión</translation>
    </message>
    <message>
        <source>Say when it begins and ends.</source>
        <translation>Indique cuándo empieza y termina.</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Take off {name}</source>
        <translation>Retirar a {name}</translation>
    </message>
    <message>
        <source>Type of meeting</source>
        <translation>Tipo de reunión</translation>
    </message>
    <message>
        <source>Youths</source>
        <translation>Jóvenes</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>&amp;Desechar</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>¿Desechar lo que escribió?</translation>
    </message>
    <message>
        <source>It has not been saved.</source>
        <translation>No se ha guardado.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Desechar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
</context>
<context>
    <name>MeetingRoomPage</name>
    <message>
        <source>&amp;At the table</source>
        <translation>&amp;En la mesa</translation>
    </message>
    <message>
        <source>&amp;Back to the youth</source>
        <translation>&amp;Volver al joven</translation>
    </message>
    <message>
        <source>&amp;Next youth</source>
        <translation>&amp;Joven siguiente</translation>
    </message>
    <message>
        <source>&amp;Sign</source>
        <translation>&amp;Firmar</translation>
    </message>
    <message>
        <source>&amp;Sign and end</source>
        <translation>&amp;Firmar y terminar</translation>
    </message>
    <message>
        <source>At the table</source>
        <translation>En la mesa</translation>
    </message>
    <message>
        <source>Each part goes to those who may see that part of the case, with the next sync. What is signed is not changed any more; a correction is a new part beside it.</source>
        <translation>Cada parte llega a quienes pueden ver esa parte del caso, con la próxima sincronización. Lo firmado ya no se cambia; una corrección es una parte nueva a su lado.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Seguir escribiendo</translation>
    </message>
    <message>
        <source>Leave the meeting</source>
        <translation>Salir de la reunión</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Reunión</translation>
    </message>
    <message>
        <source>Next youth (Ctrl+Page Down)</source>
        <translation>Joven siguiente (Ctrl+Av Pág)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Sharing in the team</source>
        <translation>Compartir en el equipo</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Firmar</translation>
    </message>
    <message>
        <source>Sign the minutes of one youth?</source>
        <translation>¿Firmar el acta de un joven?</translation>
    </message>
    <message>
        <source>Sign the minutes of {count} youths?</source>
        <translation>¿Firmar el acta de {count} jóvenes?</translation>
    </message>
    <message>
        <source>Spoken of</source>
        <translation>Tratado</translation>
    </message>
    <message>
        <source>Why the meeting was later than asked for</source>
        <translation>Por qué la reunión fue más tarde de lo pedido</translation>
    </message>
    <message>
        <source>Youths of this meeting</source>
        <translation>Jóvenes de esta reunión</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{gone} of {length}</source>
        <translation>{gone} de {length}</translation>
    </message>
    <message>
        <source>{gone} of {length} gone</source>
        <translation>Han pasado {gone} de {length}</translation>
    </message>
    <message>
        <source>Share our &amp;work…</source>
        <translation>Compartir nuestro &amp;trabajo…</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <source>Not signed yet: {names}. People wrote different things about them and nobody has decided; what you wrote stays here until then.</source>
        <translation>Todavía sin firmar: {names}. Se escribieron cosas distintas sobre ellos y nadie ha decidido; lo que usted escribió queda aquí hasta entonces.</translation>
    </message>
    <message>
        <source>End the meeting without minutes?</source>
        <translation>¿Terminar la reunión sin acta?</translation>
    </message>
</context>
<context>
    <name>MeetingsCard</name>
    <message>
        <source>Meetings</source>
        <translation>Reuniones</translation>
    </message>
    <message>
        <source>No meeting is planned.</source>
        <translation>No hay ninguna reunión planificada.</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Sin firmar</translation>
    </message>
    <message>
        <source>Plan a meeting</source>
        <translation>Planificar una reunión</translation>
    </message>
    <message>
        <source>Plan one: choose youths, a time, and whom to invite. It needs no network.</source>
        <translation>Planifique una: elija jóvenes, una hora y a quién invitar. No hace falta red.</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar las {count}</translation>
    </message>
    <message>
        <source>{count} youths</source>
        <translation>{count} jóvenes</translation>
    </message>
</context>
<context>
    <name>PeoplePicker</name>
    <message>
        <source>Add somebody else</source>
        <translation>Añadir a otra persona</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agencia</translation>
    </message>
    <message>
        <source>Agency of somebody else</source>
        <translation>Agencia de otra persona</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of somebody else</source>
        <translation>Nombre de otra persona</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>Add who came</source>
        <translation>Añadir a quien vino</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agencia</translation>
    </message>
    <message>
        <source>Agency of somebody who came</source>
        <translation>Agencia de quien vino</translation>
    </message>
    <message>
        <source>At the table</source>
        <translation>En la mesa</translation>
    </message>
    <message>
        <source>Confidentiality agreement signed</source>
        <translation>Acuerdo de confidencialidad firmado</translation>
    </message>
    <message>
        <source>Confidentiality agreement signed {day}</source>
        <translation>Acuerdo de confidencialidad firmado el {day}</translation>
    </message>
    <message>
        <source>End sharing</source>
        <translation>Dejar de compartir</translation>
    </message>
    <message>
        <source>In which role</source>
        <translation>En qué función</translation>
    </message>
    <message>
        <source>In which role {who} sits here</source>
        <translation>En qué función está aquí {who}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of somebody who came</source>
        <translation>Nombre de quien vino</translation>
    </message>
    <message>
        <source>Not at the table: {agencies}. The meeting may go on.</source>
        <translation>No están en la mesa: {agencies}. La reunión puede seguir.</translation>
    </message>
    <message>
        <source>On which ground the team shares</source>
        <translation>Con qué base comparte el equipo</translation>
    </message>
    <message>
        <source>Only what each may see already</source>
        <translation>Solo lo que cada uno ya puede ver</translation>
    </message>
    <message>
        <source>Open sharing in the team</source>
        <translation>Empezar a compartir en el equipo</translation>
    </message>
    <message>
        <source>Say only what everybody at the table may see already.</source>
        <translation>Diga solo lo que todos en la mesa ya pueden ver.</translation>
    </message>
    <message>
        <source>Sharing in the team</source>
        <translation>Compartir en el equipo</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Con formación</translation>
    </message>
    <message>
        <source>{count} trained people with a signed agreement are here.</source>
        <translation>Aquí hay {count} personas formadas y con el acuerdo firmado.</translation>
    </message>
    <message>
        <source>{who} is here</source>
        <translation>{who} está aquí</translation>
    </message>
    <message>
        <source>{who} is trained</source>
        <translation>{who} tiene formación</translation>
    </message>
    <message>
        <source>{who} signed the confidentiality agreement</source>
        <translation>{who} firmó el acuerdo de confidencialidad</translation>
    </message>
    <message>
        <source>Open since {time} for what is said here. What laptops show, each agency opens for its own work, youth by youth: “Share our work…” beside the name.</source>
        <translation>Abierto desde las {time} para lo que se dice aquí. Lo que muestran las computadoras lo abre cada agencia para su propio trabajo, joven por joven: «Compartir nuestro trabajo…» junto al nombre.</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>By, such as 2026-03-09</source>
        <translation>Para el, p. ej. 2026-03-09</translation>
    </message>
    <message>
        <source>This is no day.</source>
        <translation>Esto no es un día.</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Qué hay que hacer</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>Quién lo hace</translation>
    </message>
</context>
<context>
    <name>TaskRows</name>
    <message>
        <source>Add a &amp;task</source>
        <translation>Añadir una &amp;tarea</translation>
    </message>
    <message>
        <source>Add a task (Ctrl+T)</source>
        <translation>Añadir una tarea (Ctrl+T)</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
</context>
<context>
    <name>YouthSheet</name>
    <message>
        <source>Decided then: {decision}</source>
        <translation>Se decidió entonces: {decision}</translation>
    </message>
    <message>
        <source>Decisions, one on each line</source>
        <translation>Decisiones, una por línea</translation>
    </message>
    <message>
        <source>How safe the team finds the youth</source>
        <translation>Cuán seguro ve el equipo al joven</translation>
    </message>
    <message>
        <source>How safe: {status}</source>
        <translation>Seguridad: {status}</translation>
    </message>
    <message>
        <source>Last spoken of {day}</source>
        <translation>Se habló por última vez el {day}</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Acta</translation>
    </message>
    <message>
        <source>Nothing changed since; ask how the youth is.</source>
        <translation>Nada ha cambiado desde entonces; pregunte cómo está el joven.</translation>
    </message>
    <message>
        <source>Part of the case, and with it who receives it</source>
        <translation>Parte del caso, y con ella quién la recibe</translation>
    </message>
    <message>
        <source>Put right</source>
        <translation>Corregir</translation>
    </message>
    <message>
        <source>Put right: {part}</source>
        <translation>Corregir: {part}</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmado</translation>
    </message>
    <message>
        <source>To speak of</source>
        <translation>Para tratar</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>Qué resulta</translation>
    </message>
    <message>
        <source>Why the meeting was later than asked for</source>
        <translation>Por qué la reunión fue más tarde de lo pedido</translation>
    </message>
    <message>
        <source>{part}, put right</source>
        <translation>{part}, corregido</translation>
    </message>
</context>
<context>
    <name>RecipientDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>What it will hold</source>
        <translation>Lo que contendrá</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} de {count}</translation>
    </message>
    <message>
        <source>Your plan</source>
        <translation>Tu plan</translation>
    </message>
    <message>
        <source>This plan is yours. Say it in your own words; we write it together.</source>
        <translation>Este plan es tuyo. Dilo con tus palabras; lo escribimos juntos.</translation>
    </message>
    <message>
        <source>Leave out whatever you want, and stop whenever you want.</source>
        <translation>Deja fuera lo que quieras y para cuando quieras.</translation>
    </message>
    <message>
        <source>Who works with you can read it. Do not put a code word here.</source>
        <translation>Quien trabaja contigo puede leerlo. No pongas aquí una palabra clave.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>How do you want to keep this plan?</source>
        <translation>¿Cómo quieres guardar este plan?</translation>
    </message>
    <message>
        <source>Do you want to sign?</source>
        <translation>¿Quieres firmar?</translation>
    </message>
    <message>
        <source>Signature of {name}</source>
        <translation>Firma de {name}</translation>
    </message>
    <message>
        <source>You can sign with a finger, a pen or the mouse. You do not have to.</source>
        <translation>Puedes firmar con el dedo, un lápiz o el ratón. No tienes que hacerlo.</translation>
    </message>
</context>
<context>
    <name>SignQuestion</name>
    <message>
        <source>Sign here with mouse, pen or finger.</source>
        <translation>Firma aquí con el ratón, un lápiz o el dedo.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>Do not sign</source>
        <translation>No firmar</translation>
    </message>
</context>
<context>
    <name>SideBySideButton</name>
    <message>
        <source>Fill with the &amp;youth</source>
        <translation>Llenar con el &amp;joven</translation>
    </message>
    <message>
        <source>Fill the plan with the youth?</source>
        <translation>¿Llenar el plan con el joven?</translation>
    </message>
    <message>
        <source>The screen shows only the plan, until you enter your passphrase.</source>
        <translation>La pantalla muestra solo el plan hasta que escriba su frase de contraseña.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>Version {number}: {person}, {moment}</source>
        <translation>Versión {number}: {person}, {moment}</translation>
    </message>
    <message>
        <source>The youth did not want to sign.</source>
        <translation>El joven no quiso firmar.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Signed by {person}, {moment}</source>
        <translation>Firmado por {person}, {moment}</translation>
    </message>
</context>
<context>
    <name>ActionsCard</name>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source>No action yet.</source>
        <translation>Todavía no hay acciones.</translation>
    </message>
    <message>
        <source>Add a task to say who does what by when.</source>
        <translation>Añada una tarea para decir quién hace qué y para cuándo.</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>para el {day}</translation>
    </message>
    <message>
        <source>Done on {day}</source>
        <translation>Hecha el {day}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Por hacer</translation>
    </message>
</context>
<context>
    <name>PhotoChoice</name>
    <message>
        <source>Photograph of the youth</source>
        <translation>Fotografía del joven</translation>
    </message>
    <message>
        <source>A photograph among this case&apos;s documents can go on the sheets.</source>
        <translation>Una fotografía de los documentos de este caso puede ir en las hojas.</translation>
    </message>
    <message>
        <source>No photograph</source>
        <translation>Sin fotografía</translation>
    </message>
</context>
<context>
    <name>LockedSticks</name>
    <message>
        <source>Without a network</source>
        <translation>Sin red</translation>
    </message>
    <message>
        <source>Without a network: a stick takes what was not sent to the county, sealed, and brings a new authorization or the end of an order back.</source>
        <translation>Sin red: una memoria lleva sellado al condado lo que no se envió y trae de vuelta una autorización nueva o el fin de una orden.</translation>
    </message>
    <message>
        <source>&amp;Write to a stick…</source>
        <translation>&amp;Escribir en una memoria…</translation>
    </message>
    <message>
        <source>Canc&amp;el</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>The stick to write to</source>
        <translation>La memoria en que se escribe</translation>
    </message>
    <message>
        <source>The stick with the county&apos;s answer</source>
        <translation>La memoria con la respuesta del condado</translation>
    </message>
    <message>
        <source>The file {name} is on the stick, with everything that was not sent, sealed to the county&apos;s offline key. Take it to the county, then read the answer here.</source>
        <translation>El archivo {name} está en la memoria, con todo lo que no se envió, sellado con la clave del condado que se guarda sin conexión. Llévela al condado y después lea aquí la respuesta.</translation>
    </message>
    <message>
        <source>The file {name} is on the stick; pieces of work: {operations}, files: {files}. They count as sent once you have read the answer.</source>
        <translation>El archivo {name} está en la memoria; trabajos: {operations}, archivos: {files}. Cuentan como enviados cuando usted haya leído la respuesta.</translation>
    </message>
    <message>
        <source>Read the a&amp;nswer…</source>
        <translation>&amp;Leer la respuesta…</translation>
    </message>
</context>
<context>
    <name>SameYouthCard</name>
    <message>
        <source>One youth, several cases</source>
        <translation>Una o un joven, varios casos</translation>
    </message>
    <message>
        <source>Why they are parted</source>
        <translation>Por qué se separan</translation>
    </message>
    <message>
        <source>This may be the same youth</source>
        <translation>Puede ser la misma o el mismo joven</translation>
    </message>
    <message>
        <source>Not the same youth</source>
        <translation>No es la misma persona</translation>
    </message>
    <message>
        <source>Open the other case</source>
        <translation>Abrir el otro caso</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Find a youth</source>
        <translation>Buscar a una persona joven</translation>
    </message>
    <message>
        <source>Name, sound, number, place or any word</source>
        <translation>Nombre, sonido, número, lugar o cualquier palabra</translation>
    </message>
    <message>
        <source>Youths found</source>
        <translation>Jóvenes encontrados</translation>
    </message>
    <message>
        <source>Enter opens the marked one, Alt and its number a youth, Esc closes.</source>
        <translation>Intro abre lo marcado, Alt y su número a una persona joven, Esc cierra.</translation>
    </message>
    <message>
        <source>Nothing on this laptop holds these words. Try the beginning of a name, or how it sounds.</source>
        <translation>Nada en esta computadora contiene estas palabras. Pruebe con el comienzo de un nombre, o con cómo suena.</translation>
    </message>
    <message>
        <source>Type a name, a number or a word; youths you opened last will stand here.</source>
        <translation>Escriba un nombre, un número o una palabra; aquí estarán los jóvenes que abrió por última vez.</translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <source>Timeline</source>
        <translation>Cronología</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Kinds of events</source>
        <translation>Tipos de sucesos</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Cualquier fecha</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>Last six months</source>
        <translation>Últimos seis meses</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Último año</translation>
    </message>
    <message>
        <source>No event of this kind in this period.</source>
        <translation>Ningún suceso de este tipo en este período.</translation>
    </message>
    <message>
        <source>Choose another kind or a longer period.</source>
        <translation>Elija otro tipo o un período más largo.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Mostrar anteriores</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contactos</translation>
    </message>
    <message>
        <source>Screenings</source>
        <translation>Evaluaciones</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>Reuniones</translation>
    </message>
    <message>
        <source>Placements</source>
        <translation>Colocaciones</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Ausencias</translation>
    </message>
    <message>
        <source>Court</source>
        <translation>Tribunal</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Disclosures</source>
        <translation>Divulgaciones</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otros</translation>
    </message>
    <message>
        <source>{shown} of {total} events</source>
        <translation>{shown} de {total} sucesos</translation>
    </message>
</context>
<context>
    <name>SavedBar</name>
    <message>
        <source>Last edit</source>
        <translation>Último cambio</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Deshacer (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Leave without what you typed?</source>
        <translation>¿Salir sin lo que escribió?</translation>
    </message>
    <message>
        <source>It could not be kept on this laptop, and would be lost.</source>
        <translation>No se pudo guardar en esta computadora y se perdería.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Quedarse aquí</translation>
    </message>
</context>
<context>
    <name>PartiesCard</name>
    <message>
        <source>Who has to be told</source>
        <translation>A quién hay que avisar</translation>
    </message>
    <message>
        <source>Still open: {open} of {all}.</source>
        <translation>Aún pendientes: {open} de {all}.</translation>
    </message>
    <message>
        <source>All {all} are done.</source>
        <translation>Los {all} están hechos.</translation>
    </message>
    <message>
        <source>late</source>
        <translation>tarde</translation>
    </message>
    <message>
        <source>by {moment}</source>
        <translation>antes del {moment}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>county default, verify</source>
        <translation>valor del condado, verificar</translation>
    </message>
</context>
<context>
    <name>TrainingMark</name>
    <message>
        <source>Training, nothing here is real. You are playing {person}, {title}.</source>
        <translation>Prácticas: nada de esto es real. Usted representa a {person}, {title}.</translation>
    </message>
</context>
<context>
    <name>CompareCard</name>
    <message>
        <source>Compare two members</source>
        <translation>Comparar a dos integrantes</translation>
    </message>
    <message>
        <source>Member on the left</source>
        <translation>Integrante a la izquierda</translation>
    </message>
    <message>
        <source>Member on the right</source>
        <translation>Integrante a la derecha</translation>
    </message>
    <message>
        <source>What the policy answers for each of them now. What is written there is not shown here, and stays with those who may see it.</source>
        <translation>Lo que la política responde ahora para cada quien. Lo que está escrito allí no se muestra aquí y se queda con quienes pueden verlo.</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Cerrado.</translation>
    </message>
    <message>
        <source>{ground} until {day}</source>
        <translation>{ground} hasta el {day}</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Training</source>
        <translation>Prácticas</translation>
    </message>
    <message>
        <source>You are playing</source>
        <translation>Usted representa a</translation>
    </message>
    <message>
        <source>Of the practice case you may see:</source>
        <translation>Del caso de práctica puede ver:</translation>
    </message>
    <message>
        <source>Open the &amp;practice case</source>
        <translation>Abrir el caso de &amp;práctica</translation>
    </message>
    <message>
        <source>Who does what next</source>
        <translation>Quién hace qué ahora</translation>
    </message>
    <message>
        <source>Begin training &amp;anew…</source>
        <translation>Empezar la práctica de &amp;nuevo…</translation>
    </message>
    <message>
        <source>Everything here is made up: the county, its people and its youths.</source>
        <translation>Todo aquí es inventado: el condado, su gente y sus jóvenes.</translation>
    </message>
    <message>
        <source>Play another member</source>
        <translation>Representar a otra persona</translation>
    </message>
    <message>
        <source>Members of the team</source>
        <translation>Integrantes del equipo</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Asking the training county …</source>
        <translation>Preguntando al condado de práctica …</translation>
    </message>
    <message>
        <source>A role-play of one team on one case</source>
        <translation>Un juego de roles de un equipo sobre un caso</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nada.</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>lista</translation>
    </message>
    <message>
        <source>takes a little longer the first time</source>
        <translation>la primera vez tarda un poco más</translation>
    </message>
    <message>
        <source>Make the training county anew?</source>
        <translation>¿Hacer de nuevo el condado de práctica?</translation>
    </message>
    <message>
        <source>Everything that was practised on this computer goes, on the laptops of every member. Real laptops and their stores are not touched.</source>
        <translation>Se va todo lo practicado en esta computadora, en las laptops de cada integrante. Las laptops reales y sus almacenes no se tocan.</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>Hacerlo de nuevo</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conservarlo</translation>
    </message>
</context>
<context>
    <name>ResetWindow</name>
    <message>
        <source>How far it is</source>
        <translation>Cuánto ha avanzado</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Training begins anew</source>
        <translation>La práctica empieza de nuevo</translation>
    </message>
    <message>
        <source>Until it is done, what was practised before stays.</source>
        <translation>Hasta que termine, lo practicado antes se conserva.</translation>
    </message>
    <message>
        <source>Making the county and its youths …</source>
        <translation>Haciendo el condado y sus jóvenes …</translation>
    </message>
    <message>
        <source>Making the first laptop …</source>
        <translation>Haciendo la primera laptop …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Deteniendo …</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Open the practice case and read on it why each part is open to you. Press Report: abuse is suspected. The clocks of the law start and stand on Today.</source>
        <translation>Abra el caso de práctica y lea en él por qué cada parte está abierta para usted. Oprima Reportar: se sospecha abuso. Los plazos de la ley comienzan y aparecen en Hoy.</translation>
    </message>
    <message>
        <source>Open the youth’s safety plan and its private part. Remember the code word: nobody else on the team will see it.</source>
        <translation>Abra el plan de seguridad del joven y su parte privada. Recuerde la palabra clave: nadie más del equipo la verá.</translation>
    </message>
    <message>
        <source>As child welfare, read the team’s safety plan that probation wrote, and add a contact note of your own.</source>
        <translation>Como bienestar infantil, lea el plan de seguridad del equipo que escribió libertad condicional y agregue una nota de contacto propia.</translation>
    </message>
    <message>
        <source>As the clinician, find your agency’s need about sleep. Look for substance use: it is not there, and the case does not say whether there is any.</source>
        <translation>Como clínica, busque la necesidad de su agencia sobre el sueño. Busque el uso de sustancias: no está, y el caso no dice si hay algo.</translation>
    </message>
    <message>
        <source>As the substance use counselor, see what you wrote, and to whom the youth’s consent under 42 CFR Part 2 shows it.</source>
        <translation>Como consejero de uso de sustancias, vea lo que escribió y a quién lo muestra el consentimiento del joven según 42 CFR Parte 2.</translation>
    </message>
    <message>
        <source>As the nurse, record a need about health in the practice case.</source>
        <translation>Como enfermera, registre una necesidad de salud en el caso de práctica.</translation>
    </message>
    <message>
        <source>As the advocate, write a note under Advocate notes. It is sealed for your own organization; the county keeps it and cannot read it.</source>
        <translation>Como defensora, escriba una nota en Notas de la defensora. Queda sellada para su propia organización; el condado la guarda y no puede leerla.</translation>
    </message>
    <message>
        <source>As the survivor mentor, open the case: you see a name and, by a consent of 30 days, the safety plan; nothing else.</source>
        <translation>Como mentora sobreviviente, abra el caso: ve un nombre y, por un consentimiento de 30 días, el plan de seguridad; nada más.</translation>
    </message>
    <message>
        <source>As the coordinator, see that you know who the case is about and none of what is written in it.</source>
        <translation>Como coordinadora, vea que sabe de quién trata el caso y nada de lo que está escrito en él.</translation>
    </message>
    <message>
        <source>As the supervisor, open the Inbox: a note of somebody who was not assigned was refused and kept. Accept it, return it or hand it on.</source>
        <translation>Como supervisora, abra la Bandeja: una nota de alguien que no estaba asignado fue rechazada y conservada. Acéptela, devuélvala o pásela a otra persona.</translation>
    </message>
    <message>
        <source>Compare two members below, part by part. Who would you ask for what you miss?</source>
        <translation>Compare abajo a dos integrantes, parte por parte. ¿A quién le pediría lo que le falta?</translation>
    </message>
    <message>
        <source>Sending what you did …</source>
        <translation>Enviando lo que hizo …</translation>
    </message>
    <message>
        <source>Making the laptop of {person} …</source>
        <translation>Haciendo la laptop de {person} …</translation>
    </message>
    <message>
        <source>Fetching what {person} may see …</source>
        <translation>Trayendo lo que {person} puede ver …</translation>
    </message>
</context>
<context>
    <name>OnRecordDialog</name>
    <message>
        <source>What is shared</source>
        <translation>Qué se comparte</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Retirar</translation>
    </message>
    <message>
        <source>Who takes part no more</source>
        <translation>Quién ya no participa</translation>
    </message>
    <message>
        <source>&amp;End participation</source>
        <translation>&amp;Terminar la participación</translation>
    </message>
    <message>
        <source>Later last day</source>
        <translation>Último día posterior</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vista previa</translation>
    </message>
    <message>
        <source>E&amp;xtend</source>
        <translation>&amp;Prolongar</translation>
    </message>
    <message>
        <source>{ground}, until {day}</source>
        <translation>{ground}, hasta el {day}</translation>
    </message>
    <message>
        <source>What is shared of this case</source>
        <translation>Qué se comparte de este caso</translation>
    </message>
    <message>
        <source>&amp;What is shared</source>
        <translation>&amp;Qué se comparte</translation>
    </message>
    <message>
        <source>Wh&amp;y</source>
        <translation>&amp;Por qué</translation>
    </message>
    <message>
        <source>Who takes &amp;part no more</source>
        <translation>Quién ya no part&amp;icipa</translation>
    </message>
    <message>
        <source>&amp;Later last day</source>
        <translation>Ú&amp;ltimo día posterior</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Nothing your agency wrote of this case is shared. To share a part of it, close this and choose Share…</source>
        <translation>No se comparte nada de lo que su agencia escribió en este caso. Para compartir una parte, cierre esto y elija Compartir…</translation>
    </message>
    <message>
        <source>Shows {parts} to {names}.</source>
        <translation>Muestra {parts} a {names}.</translation>
    </message>
    <message>
        <source>Taken back, it closes to all of them.</source>
        <translation>Si se retira, se cierra a todos ellos.</translation>
    </message>
    <message>
        <source>Look at the preview before you extend.</source>
        <translation>Mire la vista previa antes de prolongar.</translation>
    </message>
</context>
<context>
    <name>DecidedBanner</name>
    <message>
        <source>Opened until {moment}. Sync now to fetch what other agencies wrote.</source>
        <translation>Abierto hasta el {moment}. Sincronice ahora para recibir lo que escribieron otras agencias.</translation>
    </message>
    <message>
        <source>Shared until {moment}, from the next sync of those named.</source>
        <translation>Compartido hasta el {moment}, desde la próxima sincronización de las personas nombradas.</translation>
    </message>
    <message>
        <source>Shared, from the next sync of those named.</source>
        <translation>Compartido, desde la próxima sincronización de las personas nombradas.</translation>
    </message>
    <message>
        <source>Taken back. What it opened leaves the other laptops with their next sync.</source>
        <translation>Retirado. Lo que abría sale de las otras computadoras con su próxima sincronización.</translation>
    </message>
</context>
<context>
    <name>Forgotten</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>When the passphrase is forgotten</source>
        <translation>Cuando se olvida la frase de contraseña</translation>
    </message>
    <message>
        <source>Nobody can look it up.</source>
        <translation>Nadie puede consultarla.</translation>
    </message>
    <message>
        <source>Two people of your county can open this laptop together and give it a new passphrase. Nothing is lost by it; call your administrator.</source>
        <translation>Dos personas de su condado pueden abrir juntas esta computadora y darle una frase nueva. No se pierde nada; llame a su administrador.</translation>
    </message>
    <message>
        <source>No one else has a way in either. Where notes in confidence are kept that is meant: not even your county opens this laptop.</source>
        <translation>Tampoco nadie más puede entrar. Donde se guardan notas confidenciales es así a propósito: ni siquiera su condado abre esta computadora.</translation>
    </message>
    <message>
        <source>What is on it stays as it is, sealed, also work that was not sent. It opens with this passphrase only, should you remember it; until then it is not removed.</source>
        <translation>Lo que hay en ella queda como está, sellado, también el trabajo que no se envió. Solo se abre con esta frase, si usted la recuerda; hasta entonces no se quita.</translation>
    </message>
    <message>
        <source>&amp;Set yourself up anew</source>
        <translation>C&amp;onfigurarse de nuevo</translation>
    </message>
    <message>
        <source>To work again, ask your administrator for a new invite and set yourself up anew here, beside what stays. What was sent comes back with the first sync; notes in confidence come back once a colleague of your organization has admitted this laptop.</source>
        <translation>Para volver a trabajar, pida a su administrador una invitación nueva y configúrese aquí de nuevo, al lado de lo que queda. Lo que se envió vuelve con la primera sincronización; las notas confidenciales vuelven cuando una o un colega de su organización haya admitido esta computadora.</translation>
    </message>
</context>
<context>
    <name>InboxNotice</name>
    <message>
        <source>Open the &amp;inbox</source>
        <translation>Abrir la &amp;bandeja</translation>
    </message>
    <message>
        <source>Refused work waits for a supervisor: {count}.</source>
        <translation>Trabajo rechazado espera a un supervisor: {count}.</translation>
    </message>
</context>
<context>
    <name>NewYouthDialog</name>
    <message>
        <source>Legal name</source>
        <translation>Nombre legal</translation>
    </message>
    <message>
        <source>Name the youth goes by</source>
        <translation>Nombre que usa</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>Otros nombres</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>separados por comas</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>año-mes-día</translation>
    </message>
    <message>
        <source>Your agency&apos;s case number</source>
        <translation>Número de caso de su agencia</translation>
    </message>
    <message>
        <source>Begin the case</source>
        <translation>Abrir el caso</translation>
    </message>
    <message>
        <source>It is somebody else: begin the case</source>
        <translation>Es otra persona: abrir el caso</translation>
    </message>
    <message>
        <source>Write the birth date as year-month-day, for example 2011-03-09.</source>
        <translation>Escriba la fecha de nacimiento como año-mes-día, por ejemplo 2011-03-09.</translation>
    </message>
    <message>
        <source>Write the age in full years, from 0 to 25.</source>
        <translation>Escriba la edad en años cumplidos, de 0 a 25.</translation>
    </message>
    <message>
        <source>This may be the same youth</source>
        <translation>Puede ser el mismo joven</translation>
    </message>
    <message>
        <source>{age} years</source>
        <translation>{age} años</translation>
    </message>
    <message>
        <source>Open this case</source>
        <translation>Abrir este caso</translation>
    </message>
    <message>
        <source>New youth</source>
        <translation>Joven nuevo</translation>
    </message>
    <message>
        <source>One name is enough. The case begins here and goes to the county at the next sync.</source>
        <translation>Basta un nombre. El caso empieza aquí y va al condado en la próxima sincronización.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Age, if no birth date is known</source>
        <translation>Edad, si no se sabe la fecha de nacimiento</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>&amp;Desechar</translation>
    </message>
    <message>
        <source>You began this earlier and did not confirm it; go on where you were.</source>
        <translation>Usted empezó esto antes y no lo confirmó; continúe donde estaba.</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>¿Desechar lo que escribió?</translation>
    </message>
    <message>
        <source>No case has been begun.</source>
        <translation>No se ha abierto ningún caso.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Desechar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
</context>
<context>
    <name>PaperButton</name>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
</context>
<context>
    <name>TakingBack</name>
    <message>
        <source>Taken back. Ctrl+Z takes back the edit before, Ctrl+Shift+Z brings it again.</source>
        <translation>Deshecho. Ctrl+Z deshace el cambio anterior; Ctrl+Mayús+Z lo trae de nuevo.</translation>
    </message>
    <message>
        <source>It is there again. Ctrl+Z takes it back.</source>
        <translation>Está de nuevo. Ctrl+Z lo deshace.</translation>
    </message>
    <message>
        <source>Saved: {kind}.</source>
        <translation>Guardado: {kind}.</translation>
    </message>
</context>
<context>
    <name>MakePaper</name>
    <message>
        <source>A recovery key on paper</source>
        <translation>Una clave de recuperación en papel</translation>
    </message>
    <message>
        <source>It is on paper</source>
        <translation>Ya está en papel</translation>
    </message>
    <message>
        <source>Whoever has this code and a laptop of your organization can read every note. Write it on paper by hand and lock it away where only your organization gets at it; never give it to the county. It is shown this once.</source>
        <translation>Quien tenga este código y una computadora de su organización puede leer todas las notas. Escríbalo a mano en papel y guárdelo bajo llave donde solo su organización tenga acceso; nunca se lo dé al condado. Se muestra solo esta vez.</translation>
    </message>
    <message>
        <source>Type the &amp;last group from your paper</source>
        <translation>Escriba el ú&amp;ltimo grupo de su papel</translation>
    </message>
    <message>
        <source>The last group from your paper</source>
        <translation>El último grupo de su papel</translation>
    </message>
</context>
<context>
    <name>UsePaper</name>
    <message>
        <source>Use the recovery key on paper</source>
        <translation>Usar la clave de recuperación en papel</translation>
    </message>
    <message>
        <source>Read the notes here</source>
        <translation>Leer las notas aquí</translation>
    </message>
    <message>
        <source>For when no laptop of your organization is left that could admit this one. Afterwards let the lost laptops go and make a new recovery key: this paper has been out of its place.</source>
        <translation>Para cuando no queda ninguna computadora de su organización que pueda admitir a esta. Después dé de baja las computadoras perdidas y haga una clave de recuperación nueva: este papel ha salido de su lugar.</translation>
    </message>
    <message>
        <source>&amp;Code on the paper</source>
        <translation>&amp;Código del papel</translation>
    </message>
    <message>
        <source>Code on the paper</source>
        <translation>Código del papel</translation>
    </message>
</context>
<context>
    <name>_PaperDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>counties</name>
    <message>
        <source>None on record: add which county leads.</source>
        <translation>Ninguno consta: añada qué condado dirige.</translation>
    </message>
    <message>
        <source>{counties} all stand as lead: end what is not so.</source>
        <translation>{counties} constan todos como los que dirigen: ponga fin a lo que no sea así.</translation>
    </message>
    <message>
        <source>{county}, since {day}</source>
        <translation>{county}, desde el {day}</translation>
    </message>
    <message>
        <source>{county} leads from {day}</source>
        <translation>{county} dirige desde el {day}</translation>
    </message>
    <message>
        <source>{county} was asked on {day} to lead; no answer yet</source>
        <translation>Se pidió el {day} que dirija: {county}; aún sin respuesta</translation>
    </message>
</context>
<context>
    <name>LeftWordsCard</name>
    <message>
        <source>Begun in cases that have left</source>
        <translation>Empezado en casos que se fueron</translation>
    </message>
    <message>
        <source>You typed this before the case left this laptop and never saved it, so the county does not have it. If the case comes back, you can go on with it there.</source>
        <translation>Usted escribió esto antes de que el caso saliera de esta computadora y no lo guardó, así que el condado no lo tiene. Si el caso vuelve, puede seguir allí con ello.</translation>
    </message>
    <message>
        <source>Words of a form</source>
        <translation>Palabras de un formulario</translation>
    </message>
    <message>
        <source>This was altered in the store and does not open; it is kept.</source>
        <translation>Esto se alteró en el almacén y no se abre; se conserva.</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Throw away: {what}</source>
        <translation>Descartar: {what}</translation>
    </message>
</context>
</TS>
