import type { ScorerSpec } from "./contract";

/** The model that a scorer asks: a judge's, or the one that embeds; undefined when it asks none, or names none. */
export const modelOf = ({ config }: ScorerSpec): { provider: string; name: string } | undefined =>
  "model" in config ? config.model : undefined;
