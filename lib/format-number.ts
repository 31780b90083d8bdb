/**
 * Numbers and times as Galley writes them. A number never stands alone: value, unit, interval, n.
 * What is unknown is the word "unknown", never 0 and never blank.
 */
export const UNKNOWN = "unknown";
const MINUS = "−";

type Maybe<T> = T | null | undefined;

const numberFormats = new Map<string, Intl.NumberFormat>();

function decimals(value: number, least: number, most = least): string {
  const key = `${least}-${most}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    });
    numberFormats.set(key, format);
  }
  const text = format.format(Math.abs(value));
  // −0.0 is 0.0: a sign on nothing would claim a direction.
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

function signed(value: number, digits: number): string {
  const text = decimals(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `1,204` */
export function formatCount(n: Maybe<number>): string {
  return n == null ? UNKNOWN : decimals(n, 0);
}

/** `1,204.5`: with up to so many decimals, where a value has them. */
export function formatNumber(value: Maybe<number>, most = 2): string {
  return value == null ? UNKNOWN : decimals(value, 0, most);
}

/** `0.93`: with just so many decimals, for scores that stand in a column. */
export function formatFixed(value: Maybe<number>, digits = 2): string {
  return value == null ? UNKNOWN : decimals(value, digits);
}

/** `1 case`, `1,204 cases` */
export function formatCountOf(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** Fraction to `93.4 %`. */
export function formatRate(fraction: Maybe<number>, digits = 1): string {
  return fraction == null ? UNKNOWN : `${decimals(fraction * 100, digits)} %`;
}

/** Fraction to `85 %`, `2.5 %`: decimals only where it has them, as for a bar that a person wrote. */
export function formatRateShort(fraction: Maybe<number>, most = 2): string {
  return fraction == null ? UNKNOWN : `${decimals(fraction * 100, 0, most)} %`;
}

/** Fraction to `93.4`, where the unit stands elsewhere. */
export function formatRateValue(fraction: Maybe<number>, digits = 1): string {
  return fraction == null ? UNKNOWN : decimals(fraction * 100, digits);
}

/** Fractions to `90.1–95.7`, in percent without the sign. */
export function formatInterval(low: Maybe<number>, high: Maybe<number>, digits = 1): string {
  if (low == null || high == null) return UNKNOWN;
  return `${decimals(low * 100, digits)}–${decimals(high * 100, digits)}`;
}

/** A rate with all that belongs to it: `93.4 % (90.1–95.7, n = 120)`. */
export function formatRateWithInterval(
  rate: Maybe<{ value: number | null; low: number | null; high: number | null; n: number }>,
): string {
  if (!rate || rate.value == null) return UNKNOWN;
  return `${formatRate(rate.value)} (${formatInterval(rate.low, rate.high)}, n = ${formatCount(rate.n)})`;
}

/** Difference of two fractions in points: `+11.7`, `−1.9`, `0.0`. */
export function formatPoints(difference: Maybe<number>, digits = 1): string {
  return difference == null ? UNKNOWN : signed(difference * 100, digits);
}

/** `+4.7 to +18.7`: "to", since a dash beside signs misleads. */
export function formatPointsInterval(low: Maybe<number>, high: Maybe<number>, digits = 1): string {
  if (low == null || high == null) return UNKNOWN;
  return `${signed(low * 100, digits)} to ${signed(high * 100, digits)}`;
}

/** Signed relative change, a fraction: `+9.6 %`. */
export function formatChange(fraction: Maybe<number>, digits = 1): string {
  return fraction == null ? UNKNOWN : `${signed(fraction * 100, digits)} %`;
}

/** `1,240 ms`, `0.25 ms` */
export function formatMs(ms: Maybe<number>): string {
  return ms == null ? UNKNOWN : `${decimals(ms, ms && ms < 1 ? 2 : 0)} ms`;
}

/** `+180 ms`, `−1,020 ms` */
export function formatMsDifference(ms: Maybe<number>): string {
  return ms == null ? UNKNOWN : `${signed(ms, 0)} ms`;
}

/** `+180`, `−1,020`, where the unit stands elsewhere. */
export function formatMsDifferenceValue(ms: Maybe<number>): string {
  return ms == null ? UNKNOWN : signed(ms, 0);
}

/** How long something takes or took: `340 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 days`. */
export function formatDuration(ms: Maybe<number>): string {
  if (ms == null) return UNKNOWN;
  if (ms === 0) return "0 s";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${decimals(ms / 1_000, 1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours > 48) return formatCountOf(Math.round(hours / 24), "day");
  return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
}

/** Money with two significant digits below a cent: `$12.40`, `$0.08`, `$0.00062`; a true zero is `$0`. */
export function formatUsd(usd: Maybe<number>): string {
  if (usd == null) return UNKNOWN;
  if (usd === 0) return "$0";
  const size = Math.abs(usd);
  const sign = usd < 0 ? MINUS : "";
  if (size >= 0.995) return `${sign}$${decimals(size, 2)}`;
  const digits = Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(size))));
  const text = decimals(size, 2, digits);
  return /[1-9]/.test(text) ? `${sign}$${text}` : `under $0.00000001`;
}

/** Up to 9,999 in full, then `12.4k`, `1.2M`. */
export function formatTokens(tokens: Maybe<number>): string {
  if (tokens == null) return UNKNOWN;
  if (tokens < 10_000) return decimals(tokens, 0);
  if (tokens < 999_500) return `${decimals(tokens / 1_000, 0, tokens < 99_950 ? 1 : 0)}k`;
  return `${decimals(tokens / 1_000_000, 0, 1)}M`;
}

/** `940 B`, `12.4 kB`, `3.1 MB` (powers of 1,000). */
export function formatBytes(bytes: Maybe<number>): string {
  if (bytes == null) return UNKNOWN;
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${decimals(value, 0, unit === 0 || value >= 99.95 ? 0 : 1)} ${units[unit]}`;
}

/** `v6` */
export function formatVersion(number: Maybe<number>): string {
  return number == null ? UNKNOWN : `v${number}`;
}

/** `0.003`, `0.50`, and `under 0.001` for what no test can tell apart. */
export function formatPValue(p: Maybe<number>): string {
  if (p == null) return UNKNOWN;
  if (p < 0.001) return "under 0.001";
  return p < 0.1 ? decimals(p, 3) : decimals(p, 2);
}

/** `a, b and c`. */
export function formatList(words: readonly string[], last: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
