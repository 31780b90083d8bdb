const MINUS = "−";

function decimals(value: number, least: number, most = least): string {
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  });
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

function signed(value: number, digits: number): string {
  const text = decimals(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** How a release note writes numbers; as the screens do, in words that also stand in a file. */
export const rateText = (fraction: number) => `${decimals(fraction * 100, 1)} %`;

export const rateRangeText = (low: number, high: number) =>
  `${decimals(low * 100, 1)}–${decimals(high * 100, 1)}`;

export const pointsText = (difference: number) => signed(difference * 100, 1);

export const numberText = (value: number) => decimals(value, 0, 2);

export const msText = (ms: number) => `${decimals(ms, 0)} ms`;

export const msChangeText = (ms: number) => signed(ms, 0);

export const changeText = (fraction: number) => `${signed(fraction * 100, 1)} %`;

/** Two significant digits below a cent, so that the price of one answer is not rounded to nothing. */
export function usdText(usd: number): string {
  if (usd === 0) return "$0";
  const size = Math.abs(usd);
  const digits = size >= 0.995 ? 2 : Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(size))));
  return `${usd < 0 ? MINUS : ""}$${decimals(size, 2, digits)}`;
}

export const countText = (n: number, one: string, many = `${one}s`) =>
  `${decimals(n, 0)} ${n === 1 ? one : many}`;
