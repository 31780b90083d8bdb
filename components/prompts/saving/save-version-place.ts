import type { VersionContent } from "@/lib/prompts/version-contract";

/** `messages.1.content` as people call it: `Message 2, user`. */
export function placeName(
  path: string,
  content: Pick<VersionContent, "messages" | "tools">,
): string {
  const [area, index, ...rest] = path.split(".");
  const at = Number(index);
  if (area === "messages" && Number.isInteger(at)) {
    const message = content.messages[at];
    if (!message) return `Message ${at + 1}`;
    return `Message ${at + 1}, ${"placeholder" in message ? "placeholder" : message.role}`;
  }
  if (area === "messages") return "Messages";
  if (area === "tools") return `Tool ${content.tools?.[at]?.name ?? at + 1}, ${rest.join(".")}`;
  if (area === "outputSchema") return ["Output schema", index, ...rest].filter(Boolean).join(" › ");
  if (area === "model") return index === "provider" ? "Connection" : "Model";
  return path;
}
