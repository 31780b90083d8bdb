import { toProblem } from "@/lib/http/problem";
import type { Encoding } from "./parse-request";
import { encodeResponse, encodeStatus, type PartialSuccess } from "./wire";

const CONTENT_TYPE: Record<Encoding, string> = {
  protobuf: "application/x-protobuf",
  json: "application/json",
};

/** ExportTraceServiceResponse in the request's encoding. */
export function answerExport(encoding: Encoding, partialSuccess: PartialSuccess | null): Response {
  const body =
    encoding === "protobuf"
      ? encodeResponse(partialSuccess)
      : JSON.stringify(partialSuccess ? { partialSuccess } : {});
  return answer(200, encoding, body, {});
}

/** google.rpc.Code by HTTP status; exporters go by the HTTP status, people read the message. */
const RPC_CODE: Record<number, number> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  413: 8,
  415: 3,
  422: 3,
  429: 8,
  503: 14,
};

/** google.rpc.Status in the request's encoding; 429 and 503 say when to try again, and exporters do. */
export async function answerStatus(
  encoding: Encoding,
  error: unknown,
  requestId: string,
): Promise<Response> {
  // Whatever is not ours is logged there and told without its text.
  const problem = toProblem(error, requestId);
  const headers: Record<string, string> = { "x-request-id": requestId };
  for (const name of ["retry-after", "www-authenticate"]) {
    const value = problem.headers.get(name);
    if (value) headers[name] = value;
  }
  if (problem.status === 401) headers["www-authenticate"] = 'Bearer, Basic realm="Galley"';
  const { detail } = (await problem.json()) as { detail: string };
  const status = { code: RPC_CODE[problem.status] ?? 13, message: detail };
  const body = encoding === "protobuf" ? encodeStatus(status) : JSON.stringify(status);
  return answer(problem.status, encoding, body, headers);
}

function answer(
  status: number,
  encoding: Encoding,
  body: string | Uint8Array,
  headers: Record<string, string>,
): Response {
  return new Response(body as BodyInit, {
    status,
    headers: { "content-type": CONTENT_TYPE[encoding], "cache-control": "no-store", ...headers },
  });
}
