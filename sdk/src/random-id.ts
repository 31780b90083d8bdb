/** 128 random bits as 32 hexadecimal digits: the form of an OpenTelemetry trace id. */
export function randomId(): string {
  // Node 18 has no global `crypto`. These ids have to be unique, not secret.
  const uuid = globalThis.crypto?.randomUUID?.();
  if (uuid) return uuid.replaceAll("-", "");
  const word = () =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return word() + word() + word() + word();
}
