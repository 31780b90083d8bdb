import "server-only";
import { env } from "@/lib/env";
import type { SecretKey } from "./encrypt-secret";

/** What every secret in the database is sealed with. */
export const masterKey = (): SecretKey => ({
  id: "k1",
  bytes: Buffer.from(env().GALLEY_ENCRYPTION_KEY, "base64"),
});
