// The least that node:http can do: the same status, headers and bytes to everybody. It is told what to answer once,
// and tells its port by IPC.
import { createServer } from "node:http";

process.once("message", ({ headers, body }) => {
  const bytes = Buffer.from(body);
  const server = createServer((_, response) => {
    response.writeHead(200, headers).end(bytes);
  });
  server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
});
process.on("disconnect", () => process.exit(0));
