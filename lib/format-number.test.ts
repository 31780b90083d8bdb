import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as f from "./format-number";

describe("numbers", () => {
  test("a rate has its unit, its interval and its n", () => {
    expect(f.formatRate(0.934)).toBe("93.4 %");
    expect(f.formatRate(1)).toBe("100.0 %");
    expect(f.formatInterval(0.901, 0.957)).toBe("90.1–95.7");
    expect(f.formatRateWithInterval({ value: 0.934, low: 0.901, high: 0.957, n: 1200 })).toBe(
      "93.4 % (90.1–95.7, n = 1,200)",
    );
  });

  test("a missing number is the word unknown, never 0", () => {
    const all = [
      f.formatCount,
      f.formatRate,
      f.formatRateValue,
      f.formatPoints,
      f.formatChange,
      f.formatMs,
      f.formatMsDifference,
      f.formatDuration,
      f.formatUsd,
      f.formatTokens,
      f.formatBytes,
      f.formatVersion,
      f.formatPValue,
    ];
    for (const format of all) {
      expect(format(null)).toBe("unknown");
      expect(format(undefined)).toBe("unknown");
    }
    expect(f.formatInterval(null, 0.5)).toBe("unknown");
    expect(f.formatPointsInterval(0.1, null)).toBe("unknown");
    expect(f.formatRateWithInterval({ value: null, low: null, high: null, n: 0 })).toBe("unknown");
  });

  test("differences carry a sign, and the minus is a real one", () => {
    expect(f.formatPoints(0.117)).toBe("+11.7");
    expect(f.formatPoints(-0.019)).toBe("−1.9");
    expect(f.formatPointsInterval(-0.019, 0.277)).toBe("−1.9 to +27.7");
    expect(f.formatChange(0.096)).toBe("+9.6 %");
    expect(f.formatMsDifference(180)).toBe("+180 ms");
    expect(f.formatMsDifference(-1020)).toBe("−1,020 ms");
  });

  test("nothing has no direction", () => {
    expect(f.formatPoints(0)).toBe("0.0");
    expect(f.formatPoints(-0.00001)).toBe("0.0");
    expect(f.formatPoints(0.00001)).toBe("0.0");
  });

  test("milliseconds and durations", () => {
    expect(f.formatMs(1240)).toBe("1,240 ms");
    expect(f.formatMs(0.254)).toBe("0.25 ms");
    expect(f.formatMs(0)).toBe("0 ms");
    expect(f.formatDuration(340)).toBe("340 ms");
    expect(f.formatDuration(1500)).toBe("1.5 s");
    expect(f.formatDuration(9_960)).toBe("10 s");
    expect(f.formatDuration(40_000)).toBe("40 s");
    expect(f.formatDuration(200_000)).toBe("3 min 20 s");
    expect(f.formatDuration(3_600_000)).toBe("1 h");
    expect(f.formatDuration(7_500_000)).toBe("2 h 5 min");
    expect(f.formatDuration(0)).toBe("0 s");
    expect(f.formatDuration(48 * 3_600_000)).toBe("48 h");
    expect(f.formatDuration(73 * 3_600_000)).toBe("3 days");
  });

  test("small amounts of money keep two digits that mean something", () => {
    expect(f.formatUsd(12.4)).toBe("$12.40");
    expect(f.formatUsd(1234.5)).toBe("$1,234.50");
    expect(f.formatUsd(0.08)).toBe("$0.08");
    expect(f.formatUsd(0.74)).toBe("$0.74");
    expect(f.formatUsd(0.00062)).toBe("$0.00062");
    expect(f.formatUsd(0)).toBe("$0");
    expect(f.formatUsd(1e-12)).toBe("under $0.00000001");
    expect(f.formatUsd(-0.5)).toBe("−$0.50");
  });

  test("money that is not zero never reads as zero", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-15, max: 1e6, noNaN: true }), (usd) => {
        expect(f.formatUsd(usd)).toMatch(/[1-9]/);
      }),
    );
  });

  test("tokens, bytes, versions, counts and p", () => {
    expect(f.formatTokens(1317)).toBe("1,317");
    expect(f.formatTokens(12_400)).toBe("12.4k");
    expect(f.formatTokens(1_200_000)).toBe("1.2M");
    expect(f.formatTokens(999_999)).toBe("1M");
    expect(f.formatBytes(940)).toBe("940 B");
    expect(f.formatBytes(12_400)).toBe("12.4 kB");
    expect(f.formatBytes(3_100_000)).toBe("3.1 MB");
    expect(f.formatVersion(6)).toBe("v6");
    expect(f.formatCountOf(1, "case")).toBe("1 case");
    expect(f.formatCountOf(1204, "case")).toBe("1,204 cases");
    expect(f.formatList(["a"])).toBe("a");
    expect(f.formatList(["a", "b", "c"])).toBe("a, b and c");
    expect(f.formatList(["a", "b"], "or")).toBe("a or b");
    expect(f.formatPValue(0.0031)).toBe("0.003");
    expect(f.formatPValue(0.5)).toBe("0.50");
    expect(f.formatPValue(0.0001)).toBe("under 0.001");
  });
});
