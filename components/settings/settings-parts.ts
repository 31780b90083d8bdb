/** The pages of the settings in their order. */
export const SETTINGS_PARTS = [
  { label: "Members", part: "members" },
  { label: "API keys", part: "keys" },
  { label: "Models", part: "models" },
  { label: "Environments", part: "environments" },
  { label: "Segments", part: "segments" },
  { label: "Holdout", part: "holdout" },
  { label: "Online scorers", part: "online-scorers" },
  { label: "Traces", part: "traces" },
  { label: "Webhooks", part: "webhooks", isForAdmins: true },
  { label: "Audit log", part: "audit", isForAdmins: true },
] as const;
