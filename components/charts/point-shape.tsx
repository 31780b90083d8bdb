const SHAPES = 4;

/** The mark of a group of points: a square, a circle, a diamond or a triangle around a place. */
export function PointShape({
  group,
  x,
  y,
  className,
}: {
  group: number;
  x: number;
  y: number;
  className: string;
}) {
  switch (group % SHAPES) {
    case 0:
      return <rect className={className} x={x - 4} y={y - 4} width="8" height="8" />;
    case 1:
      return <circle className={className} cx={x} cy={y} r="4.5" />;
    case 2:
      return <path className={className} d={`M${x} ${y - 6}l6 6-6 6-6-6z`} />;
    default:
      return <path className={className} d={`M${x} ${y - 5.5}l5.5 10h-11z`} />;
  }
}
