/** All specs of a Playwright report's suites, however deep they stand. */
export const specsIn = (suites) =>
  suites.flatMap((suite) => [...(suite.specs ?? []), ...specsIn(suite.suites ?? [])]);
