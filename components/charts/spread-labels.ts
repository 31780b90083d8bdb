const LINE_PX = 12;

/**
 * Where a label at a line's end goes so that it covers none of those placed before: at its line, else below or
 * above the nearest free place. `placed` belongs to one drawing and remembers each line's place.
 */
export function spreadLabels(placed: Map<string, number>, key: string, preferred: number): number {
  const others = [...placed].filter(([other]) => other !== key).map(([, y]) => y);
  const isFree = (y: number) => others.every((other) => Math.abs(other - y) >= LINE_PX);
  let place = preferred;
  for (let step = 1; !isFree(place) && step < 60; step++) {
    place = preferred + (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2) * 2;
  }
  placed.set(key, place);
  return place;
}
