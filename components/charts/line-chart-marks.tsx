import { ReferenceArea, ReferenceLine } from "recharts";
import type { LineChartProps, LineTone } from "./line-chart-props";
import { LOOK } from "./line-look";
import { hasRoom, isCrowded } from "./marker-labels";

/** Grey ranges of time. Elements, not components: the chart draws them in the order in which they stand. */
export function areaMarks(areas: NonNullable<LineChartProps["areas"]>) {
  return areas.map((area) => (
    <ReferenceArea
      key={area.from}
      x1={area.from}
      x2={area.to}
      fill="var(--subtle)"
      fillOpacity={1}
      ifOverflow="hidden"
      label={{
        value: area.label,
        position: "insideTop",
        fill: "var(--text-2)",
        fontSize: 11,
      }}
    />
  ));
}

/** Horizontal bars that a value has to keep. */
export function barMarks(bars: NonNullable<LineChartProps["bars"]>) {
  return bars.map((bar) => (
    <ReferenceLine
      key={`${bar.y} ${bar.label}`}
      y={bar.y}
      stroke="var(--fail-mark)"
      strokeDasharray="4 3"
      strokeWidth={1.25}
      ifOverflow="extendDomain"
      label={{
        value: bar.label,
        // At the end lines are near; above a bar there is room, as its axis goes beyond it.
        position: bar.isAtEnd ? "insideBottomRight" : "insideTopLeft",
        fill: "var(--fail)",
        fontSize: 11,
      }}
    />
  ));
}

/** Vertical lines where something happened, named where there is room. */
export function markerMarks(
  markers: NonNullable<LineChartProps["markers"]>,
  domainX: readonly [number, number],
) {
  return markers.map((marker, index) => (
    <ReferenceLine
      key={`${marker.x} ${marker.label}`}
      x={marker.x}
      ifOverflow="hidden"
      stroke="var(--text-3)"
      strokeDasharray="2 2"
      label={{
        value: hasRoom(markers, index, domainX) ? marker.label : "",
        position: "insideTopRight",
        // Above the plot, where no line runs through it.
        dy: isCrowded(markers, index, domainX) ? 2 : -16,
        fill: "var(--text)",
        fontSize: 11,
        fontWeight: 600,
      }}
    />
  ));
}

interface PointMarkProps {
  cx?: number;
  cy?: number;
  value?: unknown;
  index?: number;
  tone: LineTone;
  isShown: (index: number) => boolean;
}

/** Dot, square, triangle or diamond: arms differ without their colour, too. */
export function PointMark({ cx, cy, value, index = 0, tone, isShown }: PointMarkProps) {
  if (cx === undefined || cy === undefined || value == null || !isShown(index)) return null;
  const fill = LOOK[tone].stroke;
  if (tone === "current") return <circle cx={cx} cy={cy} r={3} fill={fill} />;
  if (tone === "baseline")
    return <rect x={cx - 2.5} y={cy - 2.5} width={5} height={5} fill={fill} />;
  if (tone === "third") return <path d={`M${cx} ${cy - 3.5}l3.5 6h-7z`} fill={fill} />;
  return <path d={`M${cx} ${cy - 4}l4 4-4 4-4-4z`} fill={fill} />;
}
