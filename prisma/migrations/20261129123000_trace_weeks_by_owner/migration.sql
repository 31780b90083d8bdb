-- The role that the processes use may not change tables. These two do the one thing that they need, as the owner.

-- The partitions of the ISO week that begins on this Monday, named as in 2026_w47.
CREATE FUNCTION ensure_trace_week(monday date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  week text := to_char(monday, 'IYYY"_w"IW');
  kind text;
BEGIN
  IF extract(isodow FROM monday) <> 1 THEN
    RAISE EXCEPTION '% is not a Monday', monday;
  END IF;
  FOREACH kind IN ARRAY ARRAY['trace', 'trace_step'] LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS partitions.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
      kind || '_' || week, kind, monday, monday + 7);
  END LOOP;
END;
$$;

-- Only a week's partition: whoever may delete traces may call it.
CREATE FUNCTION drop_trace_week(name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF name !~ '^trace(_step)?_\d{4}_w\d{2}$' THEN
    RAISE EXCEPTION '% is not a week of traces', name;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS partitions.%I', name);
END;
$$;

REVOKE EXECUTE ON FUNCTION ensure_trace_week(date), drop_trace_week(text) FROM PUBLIC;
