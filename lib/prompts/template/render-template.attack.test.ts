import { expect } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { renderMessages, tooLargeToRender } from "./render-template";

function messagesOf(count: number, text: string) {
  return {
    messages: Array.from({ length: count }, () => ({ role: "user" as const, content: text })),
  };
}

attack("editor", "200 messages × 20 {{a}} with a value of 2 MB", () => {
  const before = process.memoryUsage().heapUsed;
  const rendered = renderMessages(messagesOf(200, "{{a}}".repeat(20)), {
    a: "x".repeat(2_000_000),
  });
  expect(rendered).toMatchObject({ ok: false, characters: 8_000_000_000 });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
  return `refused before rendering: ${tooLargeToRender(8_000_000_000)}`;
});

attack("editor", "200 messages × 400 {{a}} with an object of 2 MB", () => {
  const a = { list: Array.from({ length: 200_000 }, (_, index) => String(index)) };
  const started = process.cpuUsage();
  const rendered = renderMessages(messagesOf(200, "{{a}}".repeat(400)), { a });
  expect(rendered.ok).toBe(false);
  const { user } = process.cpuUsage(started);
  // Written once: 80,000 times would take an hour.
  expect(user / 1_000).toBeLessThan(5_000);
  return `refused in ${Math.round(user / 1_000)} ms of processor time`;
});

attack("editor", "a chat history of 3 MB for a placeholder", () => {
  const history = { past: [{ role: "user" as const, content: "x".repeat(3_000_000) }] };
  const rendered = renderMessages({ messages: [{ placeholder: "past" }] }, {}, { history });
  expect(rendered).toMatchObject({ ok: false, characters: 3_000_000 });
  return "refused before rendering";
});
