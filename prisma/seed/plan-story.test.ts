import { expect, test } from "vitest";
import { demoTimes, hoursAfter, projectMadeAt } from "./demo-times";
import { planStory } from "./plan-story";

const HOURS_OF_A_WEEK = 7 * 24;
const SOME_MONDAY = new Date("2026-11-23T00:00:30Z");

test("the demo's story happens in the order it is told, whenever it is seeded", () => {
  for (let hour = 0; hour < HOURS_OF_A_WEEK; hour += 1) {
    const times = demoTimes(hoursAfter(SOME_MONDAY, hour));
    for (const chapter of planStory("a project", times)) {
      const moments = chapter.map(({ at }) => at.getTime());
      expect(moments, times.now.toISOString()).toEqual(moments.toSorted((one, two) => one - two));
      expect(moments.at(0)).toBeGreaterThan(projectMadeAt(times).getTime());
      expect(moments.at(-1)).toBeLessThan(times.now.getTime());
    }
  }
});

test("what went live before the traffic begins does so whenever the demo is seeded", () => {
  for (let hour = 0; hour < HOURS_OF_A_WEEK; hour += 1) {
    const times = demoTimes(hoursAfter(SOME_MONDAY, hour));
    const [first, , bad] = planStory("a project", times);
    expect(first?.at(-1)?.at.getTime()).toBeLessThan(times.trafficFrom.getTime());
    expect(bad?.at(0)?.at.getTime()).toBeGreaterThan(times.trafficFrom.getTime());
  }
});
