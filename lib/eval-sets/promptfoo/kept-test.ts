import { z } from "zod";
import { Json } from "@/lib/http/contract";

/** What a case keeps of its promptfoo test for the export: assertions that do not run here, and other settings. */
export const KeptTest = z.strictObject({
  stored: z
    .array(
      z.strictObject({
        type: z.string().max(200),
        /** Why no scorer here runs it. */
        reason: z.string().max(1_000),
        /** As it was written. */
        assertion: Json,
      }),
    )
    .max(200, "At most 200 assertions."),
  test: z.record(z.string(), Json),
});
export type KeptTest = z.infer<typeof KeptTest>;

/** The metadata of an exported test that says what its case expects, where no assertion says it first. */
export const EXPECTED_METADATA = "galley:expected";
