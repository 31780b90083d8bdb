import fc from "fast-check";
import { expect, test } from "vitest";
import { lookUpVariable, renderMessages, renderText } from "./render-template";

test("variables are filled and everything else stays", () => {
  expect(renderText('{"t": "{{ticket}}", "n": {{{count}}}}', { ticket: "Hi", count: 2 })).toEqual({
    ok: true,
    text: '{"t": "Hi", "n": {2}}',
  });
});

test("braces inside a value are text and are never filled", () => {
  const rendered = renderText("{{a}} {{b}}", { a: "{{b}}", b: "secret" });
  expect(rendered).toEqual({ ok: true, text: "{{b}} secret" });
});

test("every missing variable is named once, in order", () => {
  const content = {
    messages: [
      { role: "system" as const, content: "{{b}} {{a}}" },
      { role: "user" as const, content: "{{b}} {{c}}" },
    ],
  };
  expect(renderMessages(content, { a: 1 })).toMatchObject({ ok: false, missing: ["b", "c"] });
});

test("null is missing, an empty text is not", () => {
  expect(renderText("[{{a}}]", { a: "" })).toEqual({ ok: true, text: "[]" });
  expect(renderText("[{{a}}]", { a: null })).toMatchObject({ ok: false, missing: ["a"] });
});

test("only own properties are reachable", () => {
  for (const name of ["constructor", "__proto__", "a.length", "list.length", "toString.name"])
    expect(lookUpVariable({ a: "text", list: [1] }, name)).toBeUndefined();
  expect(lookUpVariable({ list: [{ id: 7 }] }, "list.0.id")).toBe(7);
  expect(lookUpVariable({ "a.b": "flat", a: { b: "nested" } }, "a.b")).toBe("flat");
});

test("objects and lists become JSON", () => {
  expect(renderText("{{o}}", { o: { a: [1, "x"] } })).toEqual({ ok: true, text: '{"a":[1,"x"]}' });
});

test("an escaped mark loses its backslash", () => {
  expect(renderText("\\{{name}} {{a}}", { a: 1 })).toEqual({ ok: true, text: "{{name}} 1" });
});

test("a placeholder becomes the history, and nothing without one", () => {
  const content = {
    messages: [{ placeholder: "history" }, { role: "user" as const, content: "{{q}}" }],
  };
  const history = { history: [{ role: "assistant" as const, content: "{{q}}" }] };
  expect(renderMessages(content, { q: "?" }, { history })).toEqual({
    ok: true,
    messages: [...history.history, { role: "user", content: "?" }],
  });
  expect(renderMessages(content, { q: "?" })).toMatchObject({ messages: [{ content: "?" }] });
});

test("a text without marks comes out as it went in", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes("{{"));
      expect(renderText(text, {})).toEqual({ ok: true, text });
    }),
  );
});

test("any value stands in the text exactly as given", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(renderText("<{{v}}>", { v: value })).toEqual({ ok: true, text: `<${value}>` });
    }),
  );
});
