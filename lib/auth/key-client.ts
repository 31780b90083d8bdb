/** A word of a header as it may be shown: no spaces, no control characters, no end. */
const WORD = /^[\w.+@/-]{1,60}$/;
const PRODUCT = /^([\w.+@-]+)(?:\/([\w.+-]+))?/;
const BROWSER = /^Mozilla\//;

/**
 * Which program sent a request, as it says of itself: "galley-sdk 0.1.0", "langfuse-js 3.38.6", "curl 8.5.0". Null
 * where it says nothing that can be read.
 */
export function keyClientOf(header: (name: string) => string | null | undefined): string | null {
  const langfuse = word(header("x-langfuse-sdk-name"));
  if (langfuse) {
    const name = langfuse.includes("langfuse") ? langfuse : `langfuse ${langfuse}`;
    return withVersion(name, word(header("x-langfuse-sdk-version")));
  }
  const agent = header("user-agent")?.trim() ?? "";
  if (BROWSER.test(agent)) return "a browser";
  const [, name, version] = PRODUCT.exec(agent) ?? [];
  return word(name) ? withVersion(name ?? "", word(version)) : null;
}

const word = (text: string | null | undefined): string | null =>
  text && WORD.test(text) ? text : null;

const withVersion = (name: string, version: string | null) =>
  version ? `${name} ${version}` : name;
