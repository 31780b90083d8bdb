/** The facts of an event in one line: `name: Vera, from: viewer, to: editor`. `said`: what stands beside it. */
export function describeFacts(
  data: Record<string, unknown>,
  shown: readonly string[] = [],
): string {
  return Object.entries(data)
    .filter(([name]) => !shown.includes(name))
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}
