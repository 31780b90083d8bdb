import type { Prompt } from "./contract";

/** What people mean by “the prompt” first: what production has, else any environment; null before a release. */
export function shownVersion({ live }: Pick<Prompt, "live">): {
  version: number;
  environment: string;
} | null {
  const environment = live.production ? "production" : Object.keys(live)[0];
  const version = environment ? live[environment]?.version : undefined;
  return environment && version ? { version, environment } : null;
}
