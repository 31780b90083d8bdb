import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { NAMES, SENTINEL, type WholeProject } from "./whole-project";

const row = () => ({
  inputs: { ticket: randomUUID() },
  output: SENTINEL,
  label: "pass",
  labeller: "Jonas",
});

/** An output about which two people differ again. */
const dispute = ({ ids }: WholeProject) =>
  db.judgeLabel.createMany({
    data: [
      { itemId: ids.judgeItem, labeller: "Ada", label: "pass" },
      { itemId: ids.judgeItem, labeller: "Bo", label: "fail" },
    ],
    skipDuplicates: true,
  });

/** Requests to judges that work in a whole project. */
export const JUDGE_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "PUT /judges/{name}": () => ({
    body: { kind: "rubric", prompt: "ours/judge", version: 1, policy: randomUUID() },
  }),
  "POST /judges/{name}/archive": () => ({ isLast: true }),
  "DELETE /judges/{name}/archive": () => ({}),
  "POST /judges/{name}/labels": () => ({ body: [row()] }),
  "POST /judges/{name}/items": ({ ids }) => ({ body: { run: ids.run, count: 1 } }),
  "POST /label-requests": ({ ids }) => ({ body: { judge: NAMES.judge, traces: [ids.trace] } }),
  "PUT /judges/{name}/items/{item}/label": () => ({ body: { label: "pass" }, isPersonal: true }),
  "DELETE /judges/{name}/items/{item}/label": () => ({ isPersonal: true }),
  "POST /judges/{name}/items/{item}/policy-doubt": () => ({
    body: { note: "It says nothing about vouchers" },
    isPersonal: true,
  }),
  "DELETE /judges/{name}/items/{item}/policy-doubt": () => ({ isPersonal: true }),
  "PUT /judges/{name}/items/{item}/resolution": (project) => ({
    body: { label: "pass" },
    isPersonal: true,
    prepare: () => dispute(project),
  }),
  "POST /judges/{name}/calibrations": ({ id }) => ({
    body: { split: "dev" },
    prepare: () =>
      db.judgeCalibration.updateMany({
        where: { judge: { projectId: id } },
        data: { status: "completed" },
      }),
  }),
};
