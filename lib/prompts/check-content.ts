import { scanTemplate } from "@/lib/prompts/template/scan-template";
import type { VersionedKind } from "./contract";
import type { VersionContent } from "./version-contract";

export interface ContentProblem {
  /** As in an error of the API: `messages.0.content`. */
  path: string;
  message: string;
}

/** What a draft may still lack and a version may not, beyond the shape of its parts. */
export function checkContent(kind: VersionedKind, content: VersionContent): ContentProblem[] {
  const { messages } = content;
  const problems: ContentProblem[] = [];
  if (messages.length === 0)
    problems.push({ path: "messages", message: "Write at least one message." });
  const first = messages[0];
  if (
    kind === "text" &&
    first &&
    (messages.length > 1 || "placeholder" in first || first.role !== "user")
  )
    problems.push({
      path: "messages",
      message: "A text prompt has exactly one message, with the role user.",
    });
  const placeholders = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if ("placeholder" in message) {
      if (placeholders.has(message.placeholder))
        problems.push({
          path: `messages.${index}.placeholder`,
          message: `The placeholder “${message.placeholder}” is used twice. Rename one.`,
        });
      placeholders.add(message.placeholder);
      continue;
    }
    const path = `messages.${index}.content`;
    if (message.content.trim() === "")
      problems.push({ path, message: "The message is empty. Write it or remove it." });
    for (const problem of scanTemplate(message.content).problems)
      problems.push({ path, message: `Line ${problem.line}: ${problem.message}` });
  }
  const names = new Set<string>();
  for (const [index, tool] of (content.tools ?? []).entries()) {
    if (names.has(tool.name))
      problems.push({
        path: `tools.${index}.name`,
        message: `Two tools are called “${tool.name}”. Rename one.`,
      });
    names.add(tool.name);
  }
  return problems;
}
