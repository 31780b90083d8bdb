import "server-only";
import { cookies } from "next/headers";
import { checkPassword } from "@/lib/auth/passwords/check-password";
import { isSecure } from "@/lib/env";
import { triesAddress } from "@/lib/http/current-client";
import { DEVICE_DAYS, deviceCookieName, makeDevice, parseDevice } from "./device-cookie";

/** Checks the password and remembers the browser, whose later wrong tries count apart from strangers'. */
export async function signInByPassword(email: string, password: string) {
  const jar = await cookies();
  const name = deviceCookieName();
  const device = parseDevice(jar.get(name)?.value, email.trim().toLowerCase());
  const user = await checkPassword({ email, password }, { address: triesAddress(), device });
  if (device === null) {
    jar.set(name, makeDevice(user.email), {
      httpOnly: true,
      sameSite: "lax",
      secure: isSecure(),
      path: "/",
      maxAge: DEVICE_DAYS * 24 * 3600,
    });
  }
  return user;
}
