import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft, SaveDraft } from "@/lib/prompts/draft-contract";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { DraftSaver, type SaveOutcome, type SaverState } from "./editor-draft-saver";
import type { LocalCopy } from "./editor-local-copy";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const content = (text: string): VersionContent => ({
  messages: [{ role: "user", content: text }],
  model: { provider: "local", name: "baseline" },
  settings: {},
});

function saverOver(
  answer: (body: SaveDraft) => Promise<SaveOutcome<VersionContent>>,
  read: () => Promise<Draft | null> = async () => null,
) {
  const sent: SaveDraft[] = [];
  const copies: (LocalCopy<VersionContent> | null)[] = [];
  const states: SaverState["status"][] = [];
  const saver = new DraftSaver({
    revision: 3,
    savedAt: null,
    save: (body) => {
      sent.push(body);
      return answer(body);
    },
    read,
    keepCopy: (copy) => copies.push(copy),
    onState: ({ status }) => states.push(status),
  });
  return { saver, sent, states, copies };
}

const accept = async (body: SaveDraft): Promise<SaveOutcome<VersionContent>> => ({
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

/** A server that refuses whatever is not written on its newest revision. */
function serverAt(revision: number, text: string) {
  let stored = { content: content(text), revision };
  const draft = (): Draft => ({ ...stored, baseVersion: 1, savedAt: "2026-01-01T00:00:00.000Z" });
  const save = async (body: SaveDraft): Promise<SaveOutcome<VersionContent>> => {
    if (body.expectedRevision !== stored.revision) return { kind: "stale" };
    stored = { content: body.content, revision: stored.revision + 1 };
    return { kind: "saved", draft: draft() };
  };
  return { draft, save };
}

test("what is typed stays in the browser until the server has it", async () => {
  let isOnline = false;
  const { saver, copies } = saverOver(async (body) =>
    isOnline ? accept(body) : { kind: "offline" },
  );
  saver.change(content("a"), 1);
  expect(copies.at(-1)).toMatchObject({ content: content("a"), baseVersion: 1, revision: 3 });
  await vi.advanceTimersByTimeAsync(700);
  expect(copies.at(-1)?.unanswered).toEqual([content("a")]);
  isOnline = true;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(copies.at(-1)).toBeNull();
});

test("a page that was reloaded while it was typed in goes on with the words, without a conflict", async () => {
  const before = saverOver(accept);
  before.saver.change(content("typed"), 1);
  const copy = before.copies.at(-1);
  // The save on leaving arrives after the new page has read the draft.
  const server = serverAt(4, "typed");
  const { saver, states } = saverOver(server.save, async () => server.draft());
  if (copy) saver.recover(copy, { content: content("old"), revision: 3 });
  await vi.advanceTimersByTimeAsync(700);
  expect(saver.state.status).toBe("saved");
  expect(states).not.toContain("stale");
  saver.change(content("typed on"), 1);
  await vi.advanceTimersByTimeAsync(700);
  expect(server.draft()).toMatchObject({ revision: 5, content: content("typed on") });
});

test("a save whose answer was lost is no other tab, also when more was typed since", async () => {
  const server = serverAt(3, "old");
  let isAnswerLost = true;
  const { saver, states } = saverOver(
    async (body) => {
      const outcome = await server.save(body);
      return isAnswerLost ? { kind: "offline" } : outcome;
    },
    async () => server.draft(),
  );
  saver.change(content("a"), 1);
  await vi.advanceTimersByTimeAsync(700);
  isAnswerLost = false;
  saver.change(content("ab"), 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states).not.toContain("stale");
  expect(server.draft()).toMatchObject({ revision: 5, content: content("ab") });
});

test("what another tab wrote after the words that were left is a conflict", async () => {
  const server = serverAt(7, "written elsewhere");
  const { saver } = saverOver(server.save, async () => server.draft());
  saver.recover(
    { content: content("left"), baseVersion: 1, revision: 3, unanswered: [] },
    server.draft(),
  );
  await vi.advanceTimersByTimeAsync(700);
  expect(saver.state.status).toBe("stale");
});
