import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { prepareStaticFiles } from "./static-files";

const script = "console.log('a prompt');\n".repeat(200);

/** A build with one script and one map, and a secret beside the build; others than its files are left to `next`. */
async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), "galley-static-"));
  await mkdir(join(folder, "static", "chunks"), { recursive: true });
  await writeFile(join(folder, "static", "chunks", "a.js"), script);
  await writeFile(join(folder, "static", "chunks", "a.js.map"), "{}");
  await writeFile(join(folder, "secret.js"), "secret");
  const answerStatic = prepareStaticFiles(folder);
  const server = createServer((req, res) => {
    const leave = () => void res.end("next");
    if (!answerStatic(req, res, leave)) leave();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  return (path: string, { encoding = "gzip, br", method = "GET" } = {}) =>
    new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
      const headers = { "accept-encoding": encoding };
      request({ port, path, method, headers, host: "127.0.0.1", agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("end", () =>
          resolve({ headers: response.headers, body: Buffer.concat(pieces) }),
        );
      })
        .on("error", reject)
        .end();
    });
}

test("a script of the build comes as gzip at first, and as brotli once that is ready", async () => {
  const get = await startServer();
  const path = "/_next/static/chunks/a.js";
  const first = await get(path, { encoding: "gzip, deflate" });
  expect(first.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": "application/javascript; charset=UTF-8",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(gunzipSync(first.body).toString()).toBe(script);
  await vi.waitFor(async () => {
    const later = await get(path);
    expect(later.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(later.body).toString()).toBe(script);
  });
  expect((await get(path, { encoding: "gzip" })).headers["content-encoding"]).toBe("gzip");
  const head = await get(path, { method: "HEAD" });
  expect(head.body).toHaveLength(0);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
});

test.each([
  ["one that is not there", "/_next/static/chunks/b.js", {}],
  ["a file of another kind", "/_next/static/chunks/a.js.map", {}],
  ["a file beside the build", "/_next/static/../secret.js", {}],
  ["an encoded way out", "/_next/static/%2e%2e/secret.js", {}],
  ["a browser that takes no gzip", "/_next/static/chunks/a.js", { encoding: "identity" }],
  ["a write", "/_next/static/chunks/a.js", { method: "POST" }],
])("Next answers %s", async (_, path, options) => {
  const get = await startServer();
  expect((await get(path, options)).body.toString()).toBe("next");
});
