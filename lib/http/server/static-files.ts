import "server-only";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";
import pLimit from "p-limit";

const START = "/_next/static/";
const FILE = /^[\w./~-]+$/;
const TYPES: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
/** Brotli at its best takes seconds for a megabyte; Monaco is several. */
const MOST_BEST_BYTES = 500_000;

interface StaticFile {
  type: string;
  gzip: Buffer;
  /** Null until it is ready; gzip goes out meanwhile. */
  brotli: Buffer | null;
}

/**
 * Answers the scripts and styles of the build from memory, compressed once instead of at each request, and with
 * brotli, which is a ninth smaller, for browsers that take it. They never change under one name.
 * @param folder of the build, which holds `static`
 * @returns a function that says whether it answers; `leave` is called for what is no file of the build
 */
export function prepareStaticFiles(folder: string) {
  const files = new Map<string, Promise<StaticFile | null>>();
  return (req: IncomingMessage, res: ServerResponse, leave: () => void): boolean => {
    const path = pathOf(req);
    const accepted = String(req.headers["accept-encoding"]);
    if (!path || !/\bgzip\b/.test(accepted)) return false;
    const file = files.get(path) ?? load(join(folder, "static", path));
    files.set(path, file);
    void file.then((content) => {
      if (content) return send(res, content, req.method === "HEAD", /\bbr\b/.test(accepted));
      files.delete(path);
      leave();
    });
    return true;
  };
}

/** Null: not a script or style of the build, or an address that only Next can judge. */
function pathOf({ method, url = "" }: IncomingMessage): string | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (!url.startsWith(START)) return null;
  const path = url.slice(START.length);
  return FILE.test(path) && !path.includes("..") && TYPES[extname(path)] ? path : null;
}

function send(res: ServerResponse, file: StaticFile, isHead: boolean, takesBrotli: boolean): void {
  const brotli = takesBrotli ? file.brotli : null;
  const body = brotli ?? file.gzip;
  res.writeHead(200, {
    "content-type": file.type,
    "content-encoding": brotli ? "br" : "gzip",
    "content-length": body.length,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  res.end(isHead ? undefined : body);
}

async function load(path: string): Promise<StaticFile | null> {
  const source = await readFile(path).catch(() => null);
  if (!source) return null;
  const type = TYPES[extname(path)] ?? "";
  const file: StaticFile = { type, gzip: await promisify(gzip)(source), brotli: null };
  void oneAtATime(async () => {
    const quality = source.length > MOST_BEST_BYTES ? 5 : zlib.BROTLI_MAX_QUALITY;
    file.brotli = await promisify(brotliCompress)(source, {
      params: {
        [zlib.BROTLI_PARAM_QUALITY]: quality,
        [zlib.BROTLI_PARAM_SIZE_HINT]: source.length,
      },
    });
  });
  return file;
}

// Requests come first: the best compression is slow, and gzip is there.
const oneAtATime = pLimit(1);
