import { expect, test } from "vitest";
import { chainHash, checkChain } from "./event-chain";

function write(types: string[]) {
  let prevHash = "";
  return types.map((type, index) => {
    const event = {
      projectId: "p",
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
    prevHash = chainHash(event);
    return { ...event, hash: prevHash };
  });
}

const events = write(["prompt.created", "version.saved", "run.started"]);

test("what was written is whole, also when it is read in two parts", () => {
  expect(checkChain(events)).toEqual({ isWhole: true, count: 3 });
  const [first, ...rest] = events;
  const after = { seq: 1, hash: first?.hash ?? "" };
  expect(checkChain(rest, after)).toEqual({ isWhole: true, count: 2 });
});

test("a changed event is found", () => {
  const changed = events.map((event) => (event.seq === 2 ? { ...event, data: { n: 9 } } : event));
  expect(checkChain(changed)).toMatchObject({ isWhole: false, seq: 2 });
});

test("a removed event is found", () => {
  expect(checkChain(events.filter(({ seq }) => seq !== 2))).toMatchObject({
    isWhole: false,
    seq: 2,
  });
});
