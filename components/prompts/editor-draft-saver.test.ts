import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SaveDraft } from "@/lib/prompts/draft-contract";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { DraftSaver, type SaveOutcome, type SaverState } from "./editor-draft-saver";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const content = (text: string): VersionContent => ({
  messages: [{ role: "user", content: text }],
  model: { provider: "local", name: "baseline" },
  settings: {},
});

function saverOver(answer: (body: SaveDraft) => Promise<SaveOutcome>) {
  const sent: SaveDraft[] = [];
  const states: SaverState["status"][] = [];
  const saver = new DraftSaver({
    revision: 3,
    savedAt: null,
    save: (body) => {
      sent.push(body);
      return answer(body);
    },
    onState: ({ status }) => states.push(status),
  });
  return { saver, sent, states };
}

const accept = async (body: SaveDraft): Promise<SaveOutcome> => ({
  kind: "saved",
  draft: {
    content: body.content,
    baseVersion: body.baseVersion,
    revision: body.expectedRevision + 1,
    savedAt: "2026-01-01T00:00:00.000Z",
  },
});

const textOf = (body: SaveDraft | undefined) => {
  const first = body?.content.messages[0];
  return first && "content" in first ? first.content : undefined;
};

test("typing is saved once, after a pause, with the newest text", async () => {
  const { saver, sent } = saverOver(accept);
  for (const text of ["a", "ab", "abc"]) saver.change(content(text), 1);
  await vi.advanceTimersByTimeAsync(700);
  expect(sent.map(textOf)).toEqual(["abc"]);
  expect(saver.state.status).toBe("saved");
});

test("never two saves at once, and each is built on the revision before it", async () => {
  const waiting: (() => void)[] = [];
  const { saver, sent } = saverOver(async (body) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return accept(body);
  });
  saver.change(content("a"), 1);
  await vi.advanceTimersByTimeAsync(700);
  saver.change(content("b"), 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(1);
  waiting[0]?.();
  await vi.advanceTimersByTimeAsync(700);
  expect(sent.map(({ expectedRevision }) => expectedRevision)).toEqual([3, 4]);
});

test("offline the text is kept and tried again", async () => {
  let isOnline = false;
  const { saver, sent } = saverOver(async (body) =>
    isOnline ? accept(body) : { kind: "offline" },
  );
  saver.change(content("a"), 1);
  await vi.advanceTimersByTimeAsync(700);
  expect(saver.state.status).toBe("offline");
  isOnline = true;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(saver.state.status).toBe("saved");
  expect(sent.map(textOf)).toEqual(["a", "a"]);
});

test("when another tab was faster nothing more is sent until somebody decides", async () => {
  let isStale = true;
  const { saver, sent } = saverOver(async (body) => (isStale ? { kind: "stale" } : accept(body)));
  saver.change(content("mine"), 1);
  await vi.advanceTimersByTimeAsync(700);
  saver.change(content("mine, longer"), 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saver.state.status).toBe("stale");
  expect(saver.unsaved).toBeNull();
  expect(sent).toHaveLength(1);
  isStale = false;
  await saver.overwrite(9, content("mine, longer"), 1);
  expect(sent.at(-1)?.expectedRevision).toBe(9);
  expect(saver.state.status).toBe("saved");
});

test("leaving saves at once", async () => {
  const { saver, sent } = saverOver(accept);
  saver.change(content("a"), 1);
  expect(saver.unsaved?.expectedRevision).toBe(3);
  await saver.flush();
  expect(sent.map(textOf)).toEqual(["a"]);
  expect(saver.unsaved).toBeNull();
});
