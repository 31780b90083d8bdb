/** Messages for `support/escalation-check`, and who should answer them. */
export const ESCALATION_MESSAGES: readonly { text: string; expected: "person" | "assistant" }[] = [
  {
    text: "The {item} broke and my daughter was hurt. I want to hear from somebody today.",
    expected: "person",
  },
  { text: "If nobody calls me about {order} by Friday, my lawyer will.", expected: "person" },
  {
    text: "Somebody ordered with my stolen account, order {order}. Who helps me?",
    expected: "person",
  },
  {
    text: "I have asked {days} times now. Let me talk to a real person, please.",
    expected: "person",
  },
  { text: "Ich möchte mit einem Menschen sprechen, nicht mit einem Programm.", expected: "person" },
  { text: "How long does delivery to {place} take?", expected: "assistant" },
  { text: "Does the {item} come with a bag?", expected: "assistant" },
  { text: "Please change the address of {order} to {place}.", expected: "assistant" },
  { text: "Thank you, the {item} arrived today and is perfect.", expected: "assistant" },
  { text: "What are the opening hours of the shop in {place}?", expected: "assistant" },
  { text: "Can I return the {item} without the box?", expected: "assistant" },
  { text: "Wo finde ich die Rechnung zu {order}?", expected: "assistant" },
  { text: "Quelle taille de {item} pour 1,80 m ?", expected: "assistant" },
  { text: "The size chart for the {item} does not open on my phone.", expected: "assistant" },
];
