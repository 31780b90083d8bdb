// An OpenAI-compatible server in a process of its own: answers after a fixed time, like a model would.
// `/v1` always answers, `/refusing/v1` answers every tenth call with a 429. Tells its port by IPC.
import { createServer } from "node:http";

const delayMs = Number(process.argv[2] ?? 50);
const answer = JSON.stringify({
  id: "answer",
  object: "chat.completion",
  created: 0,
  model: "bench",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "refund" } }],
  usage: { prompt_tokens: 40, completion_tokens: 2, total_tokens: 42 },
});
const refusal = JSON.stringify({ error: { message: "Too many requests" } });
let refusable = 0;

const server = createServer((request, response) => {
  const isRefused = request.url.startsWith("/refusing/") && ++refusable % 10 === 0;
  request.resume();
  request.on("end", () => {
    setTimeout(() => {
      response.writeHead(isRefused ? 429 : 200, { "content-type": "application/json" });
      response.end(isRefused ? refusal : answer);
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
