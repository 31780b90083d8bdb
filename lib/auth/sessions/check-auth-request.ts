import { AppError } from "@/lib/http/app-error";
import { parseJson } from "@/lib/http/body/read-body";

/**
 * Refuses what next-auth would answer with a 500 or write into the log as it came: addresses to return to that are
 * none, and its own route for log lines of browsers, which anybody may call.
 */
export async function checkAuthRequest(request: Request): Promise<void> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.endsWith("/_log")) throw new AppError("not_found", "This address does not exist.");
  const addresses = [...searchParams.getAll("callbackUrl"), ...(await callbackUrlsOf(request))];
  if (addresses.every(isAddress)) return;
  throw new AppError("malformed", "“callbackUrl” is not an address to return to.");
}

async function callbackUrlsOf(request: Request): Promise<string[]> {
  if (request.method !== "POST") return [];
  const text = await request.clone().text();
  if (!(request.headers.get("content-type") ?? "").includes("json")) {
    return new URLSearchParams(text).getAll("callbackUrl");
  }
  const body = text === "" ? {} : parseJson(text);
  const url = typeof body === "object" && body !== null ? Reflect.get(body, "callbackUrl") : null;
  return url === null || url === undefined ? [] : [String(url)];
}

/** A path of this site or a whole web address. Browsers drop control characters, and so may turn one into another. */
function isAddress(text: string): boolean {
  if (/\p{Cc}/u.test(text) || !URL.canParse(text, "http://localhost")) return false;
  const isPath = text.startsWith("/");
  return isPath || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
}
