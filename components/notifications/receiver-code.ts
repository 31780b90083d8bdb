/** How a receiver checks that a delivery is genuine, in the languages that the page offers. */
export const RECEIVER_CODE = {
  javascript: `import { createHmac, timingSafeEqual } from "node:crypto";

// body: the raw text of the request, before a JSON parser has touched it.
// header: what stands in galley-signature.
export function isFromGalley(body, header, secret) {
  const parts = header.split(",").map((part) => part.split("="));
  const [, time] = parts.find(([name]) => name === "t") ?? [];
  if (!time || Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const expected = createHmac("sha256", secret).update(\`\${time}.\${body}\`).digest();
  return parts.some(([name, hex = ""]) => {
    const actual = Buffer.from(hex, "hex");
    return name === "v1" && actual.length === expected.length && timingSafeEqual(actual, expected);
  });
}`,
  python: `import hashlib, hmac, time

# body: the raw bytes of the request, before a JSON parser has touched them.
# header: what stands in galley-signature.
def is_from_galley(body: bytes, header: str, secret: str) -> bool:
    parts = [part.partition("=")[::2] for part in header.split(",")]
    at = next((value for name, value in parts if name == "t"), "")
    if not at.isdigit() or abs(time.time() - int(at)) > 300:
        return False
    expected = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return any(name == "v1" and hmac.compare_digest(value, expected) for name, value in parts)`,
} as const;

export type ReceiverLanguage = keyof typeof RECEIVER_CODE;
