import type { TicketLanguage } from "./tickets";

/**
 * A long ticket tells a story, asks for one thing and then for another: `{last}` is the one that decides.
 * `{first}` is what a hasty reader takes it for.
 */
export const LONG_TICKETS: Partial<Record<TicketLanguage, readonly string[]>> = {
  en: [
    "Hello, I have been a customer for {days} years and never had to write before, so please bear with me. In spring we bought most of the equipment for our trip to {place} in your shop, and the people there took a lot of time for us. All of it has been fine, and we were on the road for three weeks without a single problem, even in the rain. {first} That is not why I write today, since a colleague of yours has already looked at it and told me that it would take some time, which is all right with me. Something else is more important to us now, because the next trip begins soon. {last} Thank you for reading all of this.",
    "Good morning. I try to keep this short, but there are several things that came together in the last weeks. First of all, thank you for the quick answer last time, it helped a lot. {first} I know that this takes a few days and I do not want to push. My son, who is the reason why we order here at all, has asked me to add that the {item} is the best one he ever had. He uses it nearly every weekend with his friends near {place}, and they all want to know where it is from. So much for the good news. {last} It would be kind if somebody could look at that first.",
  ],
  de: [
    "Guten Tag, ich bin seit {days} Jahren Kunde und musste mich bisher nie melden, daher bitte ich um etwas Geduld. Im Frühjahr haben wir fast die ganze Ausrüstung für unsere Tour nach {place} bei Ihnen gekauft, und die Beratung war ausgezeichnet. Drei Wochen lang hat alles gehalten, auch im Regen. {first} Darum geht es mir aber heute nicht, denn eine Kollegin hat sich das schon angesehen und gesagt, dass es etwas dauern wird, was für mich in Ordnung ist. Wichtiger ist uns im Moment etwas anderes, weil wir bald wieder losfahren. {last} Vielen Dank fürs Lesen.",
  ],
  fr: [
    "Bonjour, je suis cliente depuis {days} ans et je n’ai jamais eu à vous écrire, alors merci de votre patience. Au printemps, nous avons acheté chez vous presque tout le matériel pour notre voyage vers {place}, et le conseil était excellent. Pendant trois semaines tout a tenu, même sous la pluie. {first} Mais ce n’est pas pour cela que j’écris aujourd’hui, car une collègue a déjà regardé et m’a dit que cela prendrait un peu de temps, ce qui me convient. Autre chose compte davantage pour nous, puisque nous repartons bientôt. {last} Merci d’avoir tout lu.",
  ],
  es: [
    "Buenas tardes: soy cliente desde hace {days} años y nunca había tenido que escribir, así que les pido un poco de paciencia. En primavera compramos con ustedes casi todo el equipo para nuestro viaje a {place}, y el trato fue excelente. Durante tres semanas todo aguantó, también bajo la lluvia. {first} Pero no escribo por eso, porque una compañera suya ya lo ha mirado y me ha dicho que tardará un poco, y me parece bien. Ahora nos importa más otra cosa, porque pronto volvemos a salir. {last} Gracias por leerlo todo.",
  ],
};
