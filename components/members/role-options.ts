import type { Role } from "@/lib/auth/contract";

/** What each role may do, in the words of the members page. */
export const ROLE_OPTIONS: readonly { value: Role; description: string }[] = [
  { value: "viewer", description: "reads" },
  { value: "editor", description: "writes prompts and eval sets, runs" },
  { value: "reviewer", description: "approves and releases as well" },
  { value: "admin", description: "does the rest: people, keys, models, holdout" },
];
