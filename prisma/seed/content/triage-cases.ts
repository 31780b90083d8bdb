import type { DemoCase } from "./demo-content";
import cases from "./triage-cases.json";

/** 180 tickets, written for the demo: 120 for development, 60 held out. */
export const triageCases = cases as DemoCase[];
