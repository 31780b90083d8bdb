import { useRef, useState } from "react";

interface TimeSpan {
  from: number;
  to: number;
}

interface ZoomDragOptions {
  /** Where a drag may begin and go on. */
  isPoint: (x: number) => boolean;
  /** A click is a range of one point; else it is nothing. */
  takesClick?: boolean;
  /** Without it there are no handlers. */
  onZoom: ((from: number, to: number) => void) | undefined;
}

interface Pointed {
  activeLabel?: string | number | undefined;
}

const inOrder = ({ from, to }: TimeSpan): TimeSpan => ({
  from: Math.min(from, to),
  to: Math.max(from, to),
});

/** Dragging over a chart: the range to draw, and what a chart of Recharts listens with. */
export function useZoomDrag({ isPoint, takesClick = false, onZoom }: ZoomDragOptions) {
  const [drag, showDrag] = useState<TimeSpan | null>(null);
  // A click is down and up at once, before what is shown can have changed.
  const dragged = useRef<TimeSpan | null>(null);
  const setDrag = (range: TimeSpan | null) => {
    dragged.current = range;
    showDrag(range);
  };
  const handlers = onZoom && {
    onMouseDown: ({ activeLabel }: Pointed) => {
      const x = Number(activeLabel);
      if (isPoint(x)) setDrag({ from: x, to: x });
    },
    onMouseMove: ({ activeLabel }: Pointed) => {
      const x = Number(activeLabel);
      const { current } = dragged;
      if (current && isPoint(x)) setDrag({ ...current, to: x });
    },
    onMouseUp: () => {
      const { current } = dragged;
      setDrag(null);
      if (!current || (!takesClick && current.from === current.to)) return;
      const { from, to } = inOrder(current);
      onZoom(from, to);
    },
    onMouseLeave: () => setDrag(null),
  };
  return { drag: drag && drag.from !== drag.to ? inOrder(drag) : null, handlers };
}
