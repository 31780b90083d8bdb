import { describe, expect, test } from "vitest";
import { shownDocuments, shownMessages } from "./shown-messages";

describe("messages", () => {
  test("a text is what the user said, or what the model answered", () => {
    expect(shownMessages("Where is my tent?", "user")).toEqual([
      { role: "user", content: "Where is my tent?" },
    ]);
    expect(shownMessages("On its way.", "assistant")).toEqual([
      { role: "assistant", content: "On its way." },
    ]);
  });

  test.each([
    [
      [
        {
          role: "assistant",
          content: "",
          toolCalls: [{ id: "1", name: "find", arguments: { q: 1 } }],
        },
      ],
    ],
    [
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "1", function: { name: "find", arguments: '{"q":1}' } }],
      },
    ],
    [
      [
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "1", name: "find", input: { q: 1 } }],
        },
      ],
    ],
    [
      [
        {
          role: "assistant",
          content: [{ type: "tool-call", toolCallId: "1", toolName: "find", args: { q: 1 } }],
        },
      ],
    ],
  ])("a tool call is read however it is written: %j", (value) => {
    expect(shownMessages(value, "assistant")).toEqual([
      {
        role: "assistant",
        content: "",
        toolCalls: [{ id: "1", name: "find", arguments: { q: 1 } }],
      },
    ]);
  });

  test("arguments that are no JSON stay what the model wrote", () => {
    const [message] =
      shownMessages(
        [{ role: "assistant", tool_calls: [{ name: "find", arguments: "{q:" }] }],
        "user",
      ) ?? [];
    expect(message?.toolCalls?.[0]?.arguments).toBe("{q:");
  });

  test("a text in parts is one text, and thinking is kept apart", () => {
    expect(
      shownMessages(
        [
          {
            role: "assistant",
            content: [
              { type: "thinking", thinking: "Hm." },
              { type: "text", text: "Yes." },
              { type: "image" },
            ],
          },
        ],
        "assistant",
      ),
    ).toEqual([{ role: "assistant", content: "Yes.\n[image]", reasoning: "Hm." }]);
  });

  test.each([[null], [""], [{ category: "refund" }], [[1, 2]], [[]]])(
    "%j is no message and is shown as it is",
    (value) => expect(shownMessages(value, "assistant")).toBeNull(),
  );
});

describe("documents", () => {
  test("texts and objects with a text are documents", () => {
    expect(shownDocuments(["one", { id: "kb-1", text: "two", score: 0.8 }])).toEqual([
      { content: "one" },
      { id: "kb-1", content: "two", score: 0.8 },
    ]);
    expect(shownDocuments({ documents: [{ pageContent: "three" }] })).toEqual([
      { content: "three" },
    ]);
  });

  test("what has no text is no document", () => {
    expect(shownDocuments([{ rows: 3 }])).toBeNull();
    expect(shownDocuments(null)).toBeNull();
  });
});
