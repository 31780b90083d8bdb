import type { VersionContent } from "./version-contract";

/** The content of a saved version, without what else is known of it, which a request would be refused for. */
export const bareContent = ({
  messages,
  model,
  settings,
  tools,
  outputSchema,
}: VersionContent): VersionContent => ({
  ...{ messages, model, settings },
  ...(tools ? { tools } : {}),
  ...(outputSchema ? { outputSchema } : {}),
});
