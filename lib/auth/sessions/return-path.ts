const HERE = "http://galley.invalid";

/**
 * Where to go after signing in: only ever a path of our own, with its query. An address is what a browser makes
 * of it, so origins are compared after parsing: browsers read `\` as `/` and leave out tabs and line breaks.
 */
export function parseReturnPath(from: unknown): string {
  if (typeof from !== "string" || !isPath(from)) return "/";
  const { pathname, search } = new URL(from, HERE);
  // `/.//evil.example` is a path here, and an address of another site once its dots are gone.
  return isPath(pathname + search) ? pathname + search : "/";
}

function isPath(text: string): boolean {
  return text.startsWith("/") && URL.canParse(text, HERE) && new URL(text, HERE).origin === HERE;
}

/** The address of the sign-in page that leads back to a page; `_rsc` is Next's own and names no page. */
export function signInPath(path: string): string {
  const { pathname, searchParams } = new URL(parseReturnPath(path), HERE);
  searchParams.delete("_rsc");
  const query = searchParams.toString();
  const from = pathname + (query ? `?${query}` : "");
  return from === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ from })}`;
}
