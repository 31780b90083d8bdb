/**
 * Matches a path against a pattern in the spelling of Next's folders: `[name]` takes one segment, a last
 * `[...rest]` all that is left.
 * @returns the parameters, decoded; null when it is another path
 */
export function matchPath(pattern: string, path: string): Record<string, string | string[]> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const params: Record<string, string | string[]> = {};
  for (const [index, part] of wanted.entries()) {
    const rest = /^\[\.\.\.(.+)\]$/.exec(part)?.[1];
    if (rest !== undefined) {
      const left = given.slice(index);
      if (left.length === 0 || left.includes("")) return null;
      params[rest] = left.map(decode);
      return params;
    }
    const segment = given[index];
    if (segment === undefined) return null;
    const name = /^\[(.+)\]$/.exec(part)?.[1];
    if (name === undefined && segment !== part) return null;
    if (name !== undefined) {
      if (segment === "") return null;
      params[name] = decode(segment);
    }
  }
  return given.length === wanted.length ? params : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
