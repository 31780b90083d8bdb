/** The version that is live, or the one that is rolled out. */
export type Arm = "stable" | "candidate";
