import { formatCountOf } from "@/lib/format-number";
import type { TriesLeft } from "./throttle";

/** How a refused sign-in travels through next-auth, whose only channel is one error string. */
export function encodeRefusal({ triesLeft, waitSeconds }: TriesLeft): string {
  return waitSeconds > 0 ? `wait:${waitSeconds}` : `wrong:${triesLeft}`;
}

/** The sentence for the person; the same for an unknown address and a wrong password. */
export function describeRefusal(error: string): string {
  const [kind, count] = error.split(":");
  if (kind === "wait")
    return `Too many failed attempts. Try again in ${describeWait(Number(count))}.`;
  if (kind === "wrong") {
    return `Wrong e-mail or password. ${count} more ${count === "1" ? "try" : "tries"} before a pause.`;
  }
  if (error === "busy") return "Too many people are signing in. Try again in a few seconds.";
  if (error === "no_account") {
    return "There is no account for this e-mail address. A project's admin invites you with a link.";
  }
  return "Signing in failed. Try again.";
}

function describeWait(seconds: number): string {
  if (seconds <= 90) return `${formatCountOf(seconds, "second")}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
