import { expect, test } from "vitest";
import { parseEvents } from "./try-stream";

function bodyOf(...pieces: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

async function eventsOf(...pieces: string[]) {
  const events = [];
  for await (const event of parseEvents(bodyOf(...pieces))) events.push(event);
  return events;
}

test("an event is read whole, however the network cuts it", async () => {
  const whole = 'event: text\ndata: {"delta":"Grüße"}\n\nevent: done\ndata: {}\n\n';
  const expected = [
    { event: "text", data: '{"delta":"Grüße"}' },
    { event: "done", data: "{}" },
  ];
  for (let cut = 1; cut < whole.length; cut += 1) {
    expect(await eventsOf(whole.slice(0, cut), whole.slice(cut))).toEqual(expected);
  }
});

test("a heartbeat is no event", async () => {
  expect(await eventsOf(": waiting\n\n", "event: done\ndata: {}\n\n")).toHaveLength(1);
});
