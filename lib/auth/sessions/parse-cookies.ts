/** A value that is not encoded as it should be stays as it came. */
export function parseCookies(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(/;\s*/).flatMap((pair) => {
      const at = pair.indexOf("=");
      return at > 0 ? [[pair.slice(0, at), safeDecode(pair.slice(at + 1))]] : [];
    }),
  );
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
