-- All new and unanswered, raised within the last two hours: RESPONSE and RESOLVE run on every one of them.
CREATE UNLOGGED TABLE bench.drawn AS
    SELECT i, timestamptz '{as_of}' - interval '110 minutes' + make_interval(secs => i * 6000.0 / {tickets}) AS created_at,
        date_trunc('second', timestamptz '{as_of}' - interval '110 minutes' + make_interval(secs => i * 6000.0 / {tickets}))
            AS raised_at,
        true AS is_open, i * 48271 % 2147483647 % {systems} AS system_place, i * 69621 % 2147483647 % 20 AS engineer_place,
        i * 39373 % 2147483647 % 10 AS clerk_place,
        'P4' AS priority, 0.5::float8 AS response_share, 0.5::float8 AS resolve_share, 'NEW' AS state, 3 AS alarm_kinds
    FROM generate_series(1::bigint, {tickets}) i;
