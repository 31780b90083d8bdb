/** What is or was live, as people say it. */
export const liveWord = (version: number | null): string =>
  version === null ? "nothing" : `v${version}`;
