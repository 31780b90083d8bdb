import { expect, test } from "vitest";
import { parsePrompts } from "./parse-prompts";
import { UploadedFiles } from "./uploaded-files";

const filesOf = (files: Record<string, string>) =>
  new UploadedFiles(new Map(Object.entries(files)));

test("prompts become messages, or say why they cannot", async () => {
  const files = filesOf({
    "two.txt": "Say {{a}}\n---\nTell {{a}}",
    "chat.json": '[{"role":"system","content":"Be brief"},{"role":"user","content":"{{a}}"}]',
  });
  const prompts = parsePrompts(
    [
      "Hi {{a}}",
      "file://two.txt",
      { id: "file://chat.json", label: "chat" },
      { raw: "Yo", label: "short" },
      "prompts.py:make",
      "{% if a %}x{% endif %}",
    ],
    files,
  );
  expect(prompts).toEqual([
    { label: "Hi {{a}}", messages: [{ role: "user", content: "Hi {{a}}" }], problem: null },
    { label: "two.txt 1", messages: [{ role: "user", content: "Say {{a}}" }], problem: null },
    { label: "two.txt 2", messages: [{ role: "user", content: "Tell {{a}}" }], problem: null },
    {
      label: "chat",
      messages: [
        { role: "system", content: "Be brief" },
        { role: "user", content: "{{a}}" },
      ],
      problem: null,
    },
    { label: "short", messages: [{ role: "user", content: "Yo" }], problem: null },
    { label: "prompts.py:make", messages: [], problem: expect.stringContaining("program") },
    {
      label: "{% if a %}x{% endif %}",
      messages: [],
      problem: expect.stringContaining("statements"),
    },
  ]);
});

test("a chat may be YAML, a line of JSONL is a prompt, and CSV that cannot be read is said", () => {
  const files = filesOf({
    "chat.yaml": "- role: system\n  content: Be brief\n- role: user\n  content: '{{a}}'",
    "lines.jsonl":
      '[{"role":"user","content":"One {{a}}"}]\n[{"role":"user","content":"Two {{a}}"}]\n',
    "bad.csv": 'prompt\n"open',
  });
  const names = ["file://chat.yaml", "file://lines.jsonl", "file://bad.csv"];
  expect(parsePrompts(names, files)).toMatchObject([
    { messages: [{ role: "system" }, { role: "user", content: "{{a}}" }] },
    { label: "lines.jsonl 1", messages: [{ role: "user", content: "One {{a}}" }] },
    { label: "lines.jsonl 2" },
    { problem: "bad.csv is not a readable CSV file." },
  ]);
});
