-- Small counts of a sketch are shorter now; the hours are counted again into it.
INSERT INTO "trace_change" ("project_id", "hour") SELECT DISTINCT "project_id", "hour" FROM "trace_rollup";
DELETE FROM "trace_rollup";
