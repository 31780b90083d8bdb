/** Beyond it a part is cut. */
export const MAX_PART = 60_000;

/**
 * Text as data for a model. Fences are fixed, and no text inside can close one: every run of three angle brackets
 * in it is written with look-alikes.
 */
export function fenced(name: string, content: string): string {
  const part =
    content.length > MAX_PART
      ? `${content.slice(0, MAX_PART)}\n[cut: ${content.length - MAX_PART} more characters]`
      : content;
  const safe = part
    .replace(/<{3,}/g, (run) => "‹".repeat(run.length))
    .replace(/>{3,}/g, (run) => "›".repeat(run.length));
  return `<<<${name}>>>\n${safe}\n<<<END ${name}>>>`;
}

export const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value, null, 2);
