// A process that takes traces and counts them as the product's two do, for tests that kill it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import * as otlp from "@/app/api/public/otel/v1/traces/route";
import * as traces from "@/app/api/v1/projects/[project]/traces/route";
import { startRollupLoop } from "@/lib/traces/rollup-loop";

const server = createServer(
  getRequestListener((request) => {
    const project = /^\/api\/v1\/projects\/([^/]+)\/traces$/.exec(new URL(request.url).pathname);
    return project
      ? traces.POST(request, { params: Promise.resolve({ project: project[1] }) })
      : otlp.POST(request);
  }),
);
startRollupLoop();
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
