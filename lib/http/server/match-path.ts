/**
 * Matches a path against a pattern in the spelling of Next's folders: `[name]` takes one segment, a last
 * `[...rest]` all that is left.
 * @returns the parameters, decoded; null when it is another path
 */
export function matchPath(pattern: string, path: string): Record<string, string | string[]> | null {
  const parts = pattern.split("/");
  const segments = path.split("/");
  const params: Record<string, string | string[]> = {};
  for (const [index, part] of parts.entries()) {
    const rest = /^\[\.\.\.(.+)\]$/.exec(part)?.[1];
    if (rest !== undefined) {
      const remaining = segments.slice(index);
      if (remaining.length === 0 || remaining.includes("")) return null;
      params[rest] = remaining.map(decode);
      return params;
    }
    const segment = segments[index];
    if (segment === undefined) return null;
    const name = /^\[(.+)\]$/.exec(part)?.[1];
    if (name === undefined && segment !== part) return null;
    if (name !== undefined) {
      if (segment === "") return null;
      params[name] = decode(segment);
    }
  }
  return segments.length === parts.length ? params : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
