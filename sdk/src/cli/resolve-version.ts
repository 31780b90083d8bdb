import type { Api } from "./api";
import { wrong } from "./parse-arguments";

/** The version that a number, `latest` or an environment means; null: nothing is live in that environment. */
export async function resolveVersion(
  api: Api,
  prompt: string,
  version: string,
): Promise<number | null> {
  const [, digits] = /^v?(\d+)$/.exec(version) ?? [];
  if (digits !== undefined) return Number(digits);
  const { latestVersion, live } = await api.getPrompt(prompt);
  if (version === "latest") {
    if (latestVersion === null) throw wrong(`${prompt} has no version yet.`);
    return latestVersion;
  }
  const current = live[version];
  if (current) return current.version;
  const environments = await api.listEnvironments();
  if (environments.includes(version)) return null;
  const names = environments.join(", ");
  throw wrong(`“${version}” is no environment. Give a number, latest, ${names}.`);
}
