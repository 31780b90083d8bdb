/*
 * Which arm of a rollout a unit gets. This file has no imports: the server and `galley-sdk` run the same code, and
 * `assign-arm-vectors.json` holds what any other implementation has to answer.
 *
 * The rule: MurmurHash3 (x86, 32 bits, seed 0) of the UTF-8 bytes of `<salt>:<unit>`, scaled to a bucket from 0 to
 * 9,999; the unit gets the candidate when its bucket is below `percent` × 100. A bucket never changes, so a unit
 * keeps its arm, and a larger percentage only ever adds units to the candidate.
 */

export type Arm = "stable" | "candidate";

export interface Assignment {
  /** Who asks: a user, an account, a session. Without one there is nothing to be sticky to: stable. */
  unit: string | null | undefined;
  /** Of the rollout, so that two rollouts split the same units differently. */
  salt: string;
  /** The candidate's share in percent, 0 to 100, with up to two decimals. */
  percent: number;
}

const BUCKETS = 10_000;

export function assignArm({ unit, salt, percent }: Assignment): Arm {
  if (!unit) return "stable";
  return bucketOf(salt, unit) < Math.round(percent * (BUCKETS / 100)) ? "candidate" : "stable";
}

/** From 0 to 9,999; the same for ever for a salt and a unit. */
export function bucketOf(salt: string, unit: string): number {
  return Math.floor((hashText(`${salt}:${unit}`) / 2 ** 32) * BUCKETS);
}

const rotate = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));
const scramble = (block: number) => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

/** MurmurHash3 x86 32 with seed 0 (Austin Appleby, public domain), as an unsigned number. */
export function hashText(text: string): number {
  const bytes = encode(text);
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let hash = 0;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const mixed = rotate(hash ^ scramble(view.getInt32(at, true)), 13);
    hash = (Math.imul(mixed, 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let shift = 0; at < length; at += 1, shift += 8) rest |= view.getUint8(at) << shift;
  hash ^= scramble(rest) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const encoder = new TextEncoder();
const scratch = new Uint8Array(256);

/** UTF-8. Short ASCII, as almost every id is, is written where the text before it was: encoding costs most. */
function encode(text: string): Uint8Array {
  if (text.length > scratch.length) return encoder.encode(text);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return encoder.encode(text);
    scratch[index] = code;
  }
  return scratch.subarray(0, text.length);
}
