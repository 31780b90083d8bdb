import { expect, test } from "vitest";
import { chainHash } from "./event-chain";
import { startScan } from "./scan-chain";
import { sealEvent } from "./seal";

const PROJECT = "018f0000-0000-7000-8000-000000000001";

function write(types: string[]) {
  let prevHash = "";
  return types.map((type, index) => {
    const event = {
      projectId: PROJECT,
      seq: index + 1,
      at: new Date(1_700_000_000_000 + index),
      actorKind: "member",
      actorId: null,
      actorName: "Priya",
      type,
      subjectType: "prompt",
      subjectId: "1",
      data: { n: index },
      prevHash,
    };
    const hash = chainHash(event);
    prevHash = hash;
    return { ...event, hash, seal: sealEvent({ projectId: PROJECT, seq: index + 1, hash }) };
  });
}

const events = write(["prompt.created", "version.saved", "run.started", "run.completed"]);

function flawsOf(stored: typeof events) {
  const { scan, add } = startScan({ sealedFrom: 1, signed: [] });
  for (const event of stored.toSorted((a, b) => a.seq - b.seq)) add(event);
  return scan.flaws.map(({ kind, from, to }) => [kind, from, to]);
}

test("the hash is the one that every version has written, whatever else a row holds", () => {
  expect(events[3]?.hash).toBe("34c64ea1f049f2fa9cd84302cfdc3f055412c8f696d01a963df330c64ae793e5");
});

test("what was written has no flaw", () => {
  expect(flawsOf(events)).toEqual([]);
});

test.each([
  ["removed", events.filter(({ seq }) => seq !== 2), [["missing", 2, 2]]],
  ["two removed", events.filter(({ seq }) => seq !== 2 && seq !== 3), [["missing", 2, 3]]],
  [
    "changed",
    events.map((event) => (event.seq === 2 ? { ...event, data: { n: 9 } } : event)),
    [["changed", 2, 2]],
  ],
  [
    "without a seal",
    events.map((event) => (event.seq > 2 ? { ...event, seal: "" } : event)),
    [["rewritten", 3, 4]],
  ],
  [
    "in another order",
    events.map((event) => ({
      ...event,
      seq: event.seq === 2 ? 3 : event.seq === 3 ? 2 : event.seq,
    })),
    [["changed", 2, 3]],
  ],
])("an event that is %s is a flaw at its place", (_, stored, flaws) => {
  expect(flawsOf(stored)).toEqual(flaws);
});
