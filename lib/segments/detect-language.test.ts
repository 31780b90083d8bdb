import { expect, test } from "vitest";
import { caseLanguage, detectLanguage, languageCode } from "./detect-language";
import { inputLength } from "./input-length";

test.each([
  ["Where is my refund? I asked for it last week.", "en"],
  ["Ich wurde doppelt belastet und möchte mein Geld zurück.", "de"],
  ["Bonjour, où est mon colis ? Je l'attends depuis lundi.", "fr"],
  ["¿Dónde está mi pedido? Lo espero desde el lunes.", "es"],
  ["Onde está o meu pedido? Estou esperando desde ontem.", "pt"],
  ["Il mio ordine non è ancora arrivato, potete aiutarmi?", "it"],
  ["Mijn bestelling is nog steeds niet aangekomen.", "nl"],
  ["私の注文はどこですか", "ja"],
  ["我的订单在哪里", "zh"],
  ["주문이 어디에 있나요", "ko"],
  ["где мой заказ", "ru"],
  ["Де моє замовлення? Я чекаю вже цілий тиждень і ніхто не відповідає.", "uk"],
  ["أين طلبي", "ar"],
  ["ok thanks", "und"],
  ["12345 https://example.com/where/is/my/order ada@example.com", "und"],
  ["", "und"],
])("%s is %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test("what a case says about its own language wins", () => {
  const input = { ticket: "Where is my refund? I asked for it last week." };
  expect(caseLanguage(input, {})).toBe("en");
  expect(caseLanguage(input, { language: "de-AT" })).toBe("de");
  expect(caseLanguage(input, { language: "German" })).toBe("de");
  expect(caseLanguage(input, { language: "" })).toBe("en");
  expect(languageCode("EN_us")).toBe("en");
  expect(languageCode("not a language at all")).toBeNull();
});

test("the length of an input is the characters of all its variables", () => {
  expect(inputLength({ question: "Hi 👋", context: "ab", n: 12, none: null })).toBe(8);
  expect(inputLength({})).toBe(0);
});

test("one word of any length is looked at quickly", () => {
  const startedAt = performance.now();
  for (let count = 0; count < 300; count++) detectLanguage("w".repeat(2_000));
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});
