import type { DemoCase } from "./demo-content";
import cases from "./escalation-cases.json";

/** 30 messages with the label `person` or `assistant`: 20 for development, 10 held out. */
export const escalationCases = cases as DemoCase[];
