import type { VersionContent } from "./version-contract";

/**
 * The content of a saved version, without what else is known of it, which a request would be refused for. Parts that
 * are empty are left out, so that they are not a difference.
 */
export const bareContent = ({
  messages,
  model,
  settings,
  tools,
  outputSchema,
  retrieval,
  config,
}: VersionContent): VersionContent => ({
  ...{ messages, model, settings },
  ...(tools && tools.length > 0 ? { tools } : {}),
  ...(outputSchema ? { outputSchema } : {}),
  ...(retrieval ? { retrieval } : {}),
  ...(config ? { config } : {}),
});
