-- The slowest and the dearest traces: a page of them was a sort of all.
CREATE INDEX "trace_project_id_latency_ms_id_idx" ON "trace"("project_id", "latency_ms", "id");
CREATE INDEX "trace_project_id_cost_usd_id_idx" ON "trace"("project_id", "cost_usd", "id");
