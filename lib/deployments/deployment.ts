/** One of the two versions that a deployment may serve, with the release that brought it. */
export interface DeployedVersion {
  id: string;
  number: number;
  releaseId: string;
}

/**
 * What is live of one prompt in one environment. `percent` of the units, drawn with `salt`, get the candidate
 * of the rollout `rolloutId`; without a candidate everybody gets the stable version.
 */
export interface Deployment {
  promptId: string;
  environmentId: string;
  /** Counts the changes, from 1; 0: nothing was ever released there. */
  revision: number;
  stable: DeployedVersion | null;
  candidate: DeployedVersion | null;
  percent: number;
  salt: string;
  rolloutId: string | null;
}

export interface DeploymentPlace {
  promptId: string;
  environmentId: string;
}
