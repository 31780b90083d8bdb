/** Words of messages that a person has to see: what the support desk went by before there was a prompt. */
const PERSON = [
  "lawyer",
  "police",
  "manager",
  "human",
  "injured",
  "hospital",
  "furious",
  "angry",
  "stolen",
  "nobody answers",
];

/** Of the connection that every project has for recorded answers. */
export const RULES_MODEL = { provider: "replay", name: "keyword-rules" };

/** Who answers a message, by words alone. */
export function applyKeywordRules(message: string): "person" | "assistant" {
  const text = message.toLowerCase();
  return PERSON.some((word) => text.includes(word)) ? "person" : "assistant";
}
