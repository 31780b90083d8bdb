import type { z } from "zod";
import { formatCount } from "@/lib/format-number";
import type { FieldError } from "./app-error";

const MAX_PATH = 200;
const MAX_MESSAGE = 300;

/** A place and a reason of bounded size: names come from the sender, and a message may list thousands of them. */
export function toFieldError(issue: z.core.$ZodIssue): FieldError {
  return {
    path: cut(issue.path.slice(0, 20).map(String).join("."), MAX_PATH),
    message: messageOf(issue),
  };
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return cut(issue.message, MAX_MESSAGE);
  const names = issue.keys.slice(0, 3).map((name) => `“${cut(name, 40)}”`);
  const more = issue.keys.length - names.length;
  const rest = more > 0 ? ` and ${formatCount(more)} more` : "";
  const members = issue.keys.length === 1 ? "the member" : "the members";
  return `Remove ${members} ${names.join(", ")}${rest}: there is no such name here.`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
