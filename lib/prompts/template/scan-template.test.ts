import fc from "fast-check";
import { expect, test } from "vitest";
import { isVariableName, scanTemplate } from "./scan-template";

const names = (text: string) => scanTemplate(text).marks.map((mark) => mark.name);

test("a mark is found with its offsets, line and column", () => {
  const text = "Tier: {{customer_tier}}\nAsk: {{ ticket.body }}";
  expect(scanTemplate(text).marks).toEqual([
    { name: "customer_tier", path: ["customer_tier"], start: 6, end: 23, line: 1, column: 7 },
    { name: "ticket.body", path: ["ticket", "body"], start: 29, end: 46, line: 2, column: 6 },
  ]);
});

test("JSON is not a mark, also where its braces meet", () => {
  const text = '{"a": {"b": {"c": 1}}, "d": {}}';
  expect(scanTemplate(text)).toEqual({ marks: [], problems: [], escapes: [] });
});

test("a variable may stand directly inside a JSON object", () => {
  expect(names('{"order": {{{order}}}}')).toEqual(["order"]);
  expect(scanTemplate("{{{id}}}").marks[0]).toMatchObject({ start: 1, end: 7 });
});

test("names may be in any script, and parts may be numbers", () => {
  expect(names("{{größe}} {{客户}} {{items.0.name}}")).toEqual(["größe", "客户", "items.0.name"]);
});

test.each([
  ["{{ a b }}", "malformed", 0, 9],
  ["{{}}", "malformed", 0, 4],
  ["{{1st}}", "malformed", 0, 7],
  ["{{a..b}}", "malformed", 0, 8],
  ["{{#if x}}", "malformed", 0, 9],
  ["say {{name and go", "unclosed", 4, 10],
  ["{{name}", "unclosed", 0, 6],
  ["{{name\n}}", "unclosed", 0, 6],
  ["{{name {{other}}", "unclosed", 0, 6],
])("%s is reported as %s", (text, code, start, end) => {
  expect(scanTemplate(text).problems[0]).toMatchObject({ code, start, end });
});

test("an unclosed mark does not hide the next one", () => {
  expect(names("{{name {{other}}")).toEqual(["other"]);
});

test("a backslash keeps braces as text", () => {
  expect(scanTemplate("write \\{{ name }} so")).toEqual({ marks: [], problems: [], escapes: [6] });
});

test("every mark and problem cuts exactly its own text out", () => {
  const piece = fc.oneof(
    fc.constantFrom("{{", "}}", "{", "}", "\n", "{{a}}", "{{ b.c }}", "\\", " "),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      const { marks, problems } = scanTemplate(text);
      for (const mark of marks) {
        const cut = text.slice(mark.start, mark.end);
        expect(cut.startsWith("{{") && cut.endsWith("}}")).toBe(true);
        expect(cut.slice(2, -2).trim()).toBe(mark.name);
        expect(isVariableName(mark.name)).toBe(true);
      }
      for (const place of [...marks, ...problems]) {
        const before = text.slice(0, place.start).split("\n");
        expect(place.line).toBe(before.length);
        expect(place.column).toBe((before.at(-1)?.length ?? 0) + 1);
      }
    }),
  );
});

test("a hostile text takes no longer than its length", () => {
  const before = process.cpuUsage();
  for (const unit of ["{{a", "{{", "{ {{", "}}", "{{a\n", "\\{{"])
    scanTemplate(unit.repeat(130_000));
  // On the processor, and far below what a quadratic scan would take.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
});
