import { receiveIngestion } from "@/lib/traces/langfuse/receive";

export const POST = receiveIngestion;
