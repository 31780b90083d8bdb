import { z } from "zod";

export const SplitCounts = z.object({ development: z.int(), holdout: z.int() });
export type SplitCounts = z.infer<typeof SplitCounts>;
