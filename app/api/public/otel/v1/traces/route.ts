import { receiveOtlp } from "@/lib/traces/otlp/receive";

export const POST = receiveOtlp;
