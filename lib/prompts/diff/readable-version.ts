import type { z } from "zod";
import { Version } from "@/lib/prompts/version-contract";
import { ModelRef } from "@/lib/providers/contract";

/** A version to read: of a chain, `messages` are its steps as texts and there is no model. */
export const ReadableVersion = Version.extend({ model: ModelRef.nullable() }).meta({
  id: "ReadableVersion",
});
export type ReadableVersion = z.infer<typeof ReadableVersion>;
