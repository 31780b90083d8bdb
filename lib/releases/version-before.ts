import type { Release } from "./contract";

type Change = Pick<Release, "version" | "replaces" | "rolledBack">;

/** The version that a release takes people away from: of a rollback that ends a rollout, the one that only some had. */
export const versionBefore = ({ version, replaces, rolledBack }: Change): number | null =>
  rolledBack && replaces === version ? rolledBack.version : replaces;
