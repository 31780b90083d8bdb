import { Area, ErrorBar, LabelList, Line } from "recharts";
import { type DrawnPoint, drawnPoint } from "./drawn-point";
import { PointMark } from "./line-chart-marks";
import type { ChartLine, ChartPoint, LineChartProps } from "./line-chart-props";
import { LOOK } from "./line-look";
import { spreadLabels } from "./spread-labels";

type Whiskers = Readonly<Record<string, readonly [below: number, above: number]>>;
type Row = ChartPoint & { drawn: DrawnPoint; whiskers: Whiskers };

/** Beyond this many points markers would hide the line. */
const MARKERS_UP_TO = 30;

/** The points with what is drawn of each. */
export function chartRows(
  points: readonly ChartPoint[],
  lines: readonly ChartLine[],
  domain: NonNullable<LineChartProps["domain"]>,
): Row[] {
  return points.map((point, index) => {
    const drawn = drawnPoint(point, domain);
    const lone = lines.filter(({ key }) => isAlone(points, key, index));
    return { ...point, drawn, whiskers: whiskersOf(drawn, lone) };
  });
}

/** Intervals. Elements, not components: the chart draws them in the order in which they stand. */
export function bandMarks(lines: readonly ChartLine[]) {
  return lines.map((line) => (
    <Area
      key={`${line.key} band`}
      dataKey={({ drawn }: Row) => drawn.bands[line.key] ?? null}
      stroke="none"
      fill={LOOK[line.tone].stroke}
      fillOpacity={0.16}
      isAnimationActive={false}
      activeDot={false}
      tooltipType="none"
    />
  ));
}

/** Every point, thin, with the line's name at its end. */
export function hairlineMarks(
  lines: readonly ChartLine[],
  points: readonly ChartPoint[],
  hasEndLabels: boolean,
) {
  const labels = new Map<string, number>();
  return lines.map((line) => (
    <Line
      key={`${line.key} thin`}
      type="linear"
      dataKey={({ drawn }: Row) => drawn.all[line.key] ?? null}
      stroke={LOOK[line.tone].stroke}
      strokeWidth={0.75}
      strokeOpacity={0.55}
      dot={false}
      activeDot={false}
      connectNulls={false}
      isAnimationActive={false}
      tooltipType="none"
    >
      {/* Here, since the last point may be one that only the hairline has. */}
      <LabelList
        content={({ x, y, index }) =>
          hasEndLabels && index === lastMeasured(points, line.key) ? (
            <text
              x={Number(x) + 8}
              y={spreadLabels(labels, line.key, Number(y) + 4)}
              fontSize={11}
              fill={line.tone === "current" ? "var(--accent)" : "var(--text-2)"}
            >
              {line.label}
            </text>
          ) : null
        }
      />
    </Line>
  ));
}

/** What is measured well enough, with marks. */
export function lineMarks(lines: readonly ChartLine[], points: readonly ChartPoint[]) {
  return lines.map((line) => (
    <Line
      key={line.key}
      type="linear"
      dataKey={({ drawn }: Row) => drawn.solid[line.key] ?? null}
      stroke={LOOK[line.tone].stroke}
      strokeDasharray={LOOK[line.tone].dash}
      strokeWidth={1.75}
      dot={
        <PointMark
          tone={line.tone}
          isShown={(index) => points.length <= MARKERS_UP_TO || isAlone(points, line.key, index)}
        />
      }
      activeDot={{ r: 3, stroke: "none", fill: LOOK[line.tone].stroke }}
      connectNulls={false}
      isAnimationActive={false}
    >
      {/* A band needs two points. */}
      <ErrorBar
        dataKey={({ whiskers }: Row) => whiskers[line.key] ?? null}
        direction="y"
        width={5}
        stroke={LOOK[line.tone].stroke}
        strokeWidth={1.25}
        isAnimationActive={false}
      />
    </Line>
  ));
}

/** The intervals of points that no band shows, as distances from their values. */
function whiskersOf({ solid, bands }: DrawnPoint, lines: readonly { key: string }[]): Whiskers {
  return Object.fromEntries(
    lines.flatMap(({ key }) => {
      const [value, band] = [solid[key], bands[key]];
      return value == null || !band ? [] : [[key, [value - band[0], band[1] - value]]];
    }),
  );
}

/** A point between two gaps has no line to be seen by. */
function isAlone(points: readonly ChartPoint[], key: string, index: number): boolean {
  return points[index - 1]?.values[key] == null && points[index + 1]?.values[key] == null;
}

function lastMeasured(points: readonly ChartPoint[], key: string): number {
  return points.findLastIndex((point) => point.values[key] != null);
}
