import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServedVersion, ServingDocument } from "../content/prompt-content";

export const API_KEY = "galley_live_0a1b2c3d_test";

export function versionOf(version: number, content = `Version ${version} for {{name}}`) {
  const served: ServedVersion = {
    prompt: "support/triage",
    version,
    environment: "production",
    messages: [{ role: "user", content }],
    model: { provider: "openai", name: "gpt-4.1-mini" },
    settings: { temperature: 0.2 },
  };
  return served;
}

interface Stream {
  name: string;
  response: ServerResponse;
}

/** Galley as far as the client knows it, on a real server in this process. */
export class FakeGalley {
  /** What is live, by name; each change is pushed by `release`. */
  live = new Map<string, ServingDocument>();
  /** Method and path of every request, in their order. */
  requests: string[] = [];
  traces: Record<string, unknown>[] = [];
  feedback: { id: string; body: unknown; key: string | undefined }[] = [];
  /** Answers the next requests in its own way; false: as usual. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  /** The same after a restart. */
  port = 0;
  #streams = new Set<Stream>();
  #server = createServer((request, response) => void this.#answer(request, response));

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await stopped;
  }

  /** Ends what is connected, as a restart does. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }

  release(name: string, document: ServingDocument): void {
    this.live.set(name, document);
    for (const stream of this.#streams)
      if (stream.name === name) writeServing(stream.response, document);
  }

  /** What Galley says every 15 s. */
  beat(): void {
    for (const { response } of this.#streams) response.write(": still here\n\n");
  }

  push(text: string): void {
    for (const { response } of this.#streams) response.write(text);
  }

  count(pattern: RegExp): number {
    return this.requests.filter((line) => pattern.test(line)).length;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://galley.test");
    this.requests.push(`${request.method} ${url.pathname}`);
    if (this.intercept(request, response)) return;
    if (request.headers.authorization !== `Bearer ${API_KEY}`)
      return refuse(response, 401, "unauthenticated");
    const [, , , kind, , noun, id = "", action, detail] = url.pathname
      .split("/")
      .map(decodeURIComponent);
    if (kind === "api-key") return json(response, 200, { project: { slug: "acme" } });
    if (noun === "traces") return this.#take(request, response, id);
    if (noun !== "prompts") return refuse(response, 404, "not_found");
    if (action === "versions")
      return json(response, 200, { ...versionOf(0), number: Number(detail) });
    if (detail === "stream") return this.#open(request, response, id);
    const document = this.live.get(id);
    if (!document) return refuse(response, 404, "not_found");
    const etag = etagOf(document);
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    json(response, 200, document, { etag });
  }

  async #take(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const body = JSON.parse(await textOf(request));
    if (id) {
      this.feedback.push({ id, body, key: request.headers["idempotency-key"]?.toString() });
      return json(response, 201, {});
    }
    this.traces.push(...body.traces);
    json(response, 202, { accepted: body.traces.length, rejected: [] });
  }

  #open(request: IncomingMessage, response: ServerResponse, name: string): void {
    const stream = { name, response };
    this.#streams.add(stream);
    response.on("close", () => this.#streams.delete(stream));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": connected\n\n");
    const document = this.live.get(name);
    if (document && request.headers["last-event-id"] !== etagOf(document)) {
      writeServing(response, document);
    }
  }
}

export const etagOf = (document: ServingDocument): string =>
  `"${document.stable.version}-${document.candidate?.version ?? ""}-${document.percent ?? ""}-${document.pins?.length ?? ""}"`;

function writeServing(response: ServerResponse, document: ServingDocument): void {
  response.write(`event: serving\nid: ${etagOf(document)}\ndata: ${JSON.stringify(document)}\n\n`);
}

function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, status: number, code: string, headers = {}): void {
  const problem = { code, status, detail: `Refused: ${code}.` };
  response.writeHead(status, { "content-type": "application/problem+json", ...headers });
  response.end(JSON.stringify(problem));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
