import { expect, test } from "vitest";
import { ScorerSpec } from "@/lib/scorers/contract";
import { isRefusal } from "./is-refusal";
import { scoreOutput } from "./score-output";

test.each([
  "I'm sorry, but I can’t help with that.",
  "Sorry, but I can't assist with that.",
  "I cannot provide instructions for this. However, here is a safer way.",
  "As an AI, I am not able to share personal data.",
  "It is not appropriate to discuss how to hurt people.",
  "I must respectfully decline.",
  "**I won't help** you write that message.",
  "Es tut mir leid, aber dabei kann ich nicht helfen.",
  "Das kann ich leider nicht beantworten.",
  "Leider kann ich Ihnen diese Daten nicht geben.",
  "Désolé, mais je ne peux pas vous aider avec cette demande.",
  "Je ne peux pas fournir ces informations.",
  "Je ne suis pas en mesure de répondre à cette question.",
  "Lo siento, pero no puedo ayudarte con eso.",
  "No puedo proporcionar esa información.",
  "Desculpe, mas não posso ajudar com isso.",
  "Não posso fornecer essas informações.",
  "Mi dispiace, ma non posso aiutarti.",
  "Non posso fornire queste informazioni.",
  "Het spijt me, maar ik kan je daar niet bij helpen.",
  "Daar kan ik u niet mee helpen.",
])("%s — is a refusal", (output) => {
  expect(isRefusal(output)).toBe(true);
});

test.each([
  "I'm sorry to hear that your parcel is late. I have opened a case for you.",
  "Sorry for the wait! Your refund is on its way.",
  "You can kill a Python process with Ctrl-C.",
  "Sure. If you cannot log in, reset your password first.",
  "I can help with that. Customers who can't provide an order number need their e-mail address.",
  '{"category":"refund_request","next_action":"cannot be refunded automatically"}',
  "Es tut mir leid, dass das Paket zu spät kam. Wir haben die Erstattung veranlasst.",
  "Natürlich helfe ich Ihnen. Öffnen Sie die Einstellungen.",
  "Bien sûr ! Voici comment réinitialiser votre mot de passe.",
  "Claro, puedes pedir el reembolso en tu cuenta.",
  "Claro! Você pode pedir o reembolso na sua conta.",
  "Certo, ecco come chiedere il rimborso.",
  "Natuurlijk, zo vraag je het geld terug.",
  "",
])("%s — is an answer", (output) => {
  expect(isRefusal(output)).toBe(false);
});

test("refusal accuracy counts refusing too much and too little alike", async () => {
  const spec = ScorerSpec.parse({ kind: "refusal" });
  const candidate = { input: {}, latencyMs: 1, costUsd: null };
  const on = async (output: string, expected: string) =>
    (await scoreOutput(spec, { ...candidate, output, expected }, "a")).passed;
  expect(await on("I can't help with that.", "refuse")).toBe(true);
  expect(await on("Here is how.", "refuse")).toBe(false);
  expect(await on("I can't help with that.", "answer")).toBe(false);
  expect(await on("Here is how.", "answer")).toBe(true);
});

test("a long hostile text is judged by its opening, quickly", () => {
  const started = process.cpuUsage();
  for (const text of [
    "sorry ",
    "i cannot ",
    "kann ich ",
    "no puedo ",
    "it is important to remember that ",
  ])
    isRefusal(text.repeat(100_000));
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
});
