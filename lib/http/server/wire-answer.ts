import "server-only";
import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { securityHeaders } from "./security-headers";

/** Up to here a body goes out in one piece with the head; beyond it bytes that are there already cost less. */
const MOST_TEXT = 16_000;

/** An answer that is put together once and sent many times, each time with a request id of its own. */
export interface WireAnswer {
  status: number;
  /** Names and values in turn. */
  headers: readonly string[];
  /** The status line and the headers as they go over the wire. */
  head: string;
  /** A small one as a string with one character for each byte, which Node writes fastest. */
  body: string | Buffer;
}

export function makeWireAnswer(
  status: number,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer | null },
): WireAnswer {
  const length = body && { "content-length": String(body.length) };
  const all = Object.entries({ ...securityHeaders(), ...headers, ...length });
  return {
    status,
    headers: all.flat(),
    head: `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}`,
    body: body && body.length > MOST_TEXT ? body : (body?.toString("latin1") ?? ""),
  };
}

export function writeToResponse(res: ServerResponse, { status, headers, body }: WireAnswer): void {
  res.writeHead(status, [...headers, "x-request-id", randomUUID()]);
  res.end(body, "latin1");
}

/** @returns false when the client does not read as fast as it asks */
export function writeToSocket(
  socket: Socket,
  { head, body }: WireAnswer,
  { keepAliveMs }: { keepAliveMs: number },
): boolean {
  const keepAlive = `connection: keep-alive\r\nkeep-alive: timeout=${Math.floor(keepAliveMs / 1_000)}`;
  const wholeHead = `${head}x-request-id: ${randomUUID()}\r\ndate: ${dateNow()}\r\n${keepAlive}\r\n\r\n`;
  if (typeof body === "string") return socket.write(wholeHead + body, "latin1");
  socket.cork();
  socket.write(wholeHead, "latin1");
  const isRead = socket.write(body);
  socket.uncork();
  return isRead;
}

let date = { second: 0, text: "" };

function dateNow(): string {
  const second = Math.floor(Date.now() / 1_000);
  if (date.second !== second) date = { second, text: new Date(second * 1_000).toUTCString() };
  return date.text;
}
