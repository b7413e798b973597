-- Tickets evenly over 2025, {open} of them open and scattered among the closed ones.
CREATE UNLOGGED TABLE bench.drawn AS
    SELECT i, timestamptz '2025-01-01 00:00+08' + make_interval(secs => i * 31536000.0 / {tickets}) AS created_at,
        date_trunc('second', timestamptz '2025-01-01 00:00+08' + make_interval(secs => i * 31536000.0 / {tickets})) AS raised_at,
        i * 7919 % {tickets} < {open} AS is_open,
        i * 48271 % 2147483647 % {systems} AS system_place, i * 69621 % 2147483647 % 20 AS engineer_place,
        i * 39373 % 2147483647 % 10 AS clerk_place,
        (ARRAY['P4', 'P4', 'P3', 'P3', 'P3', 'P2', 'P2', 'P1', 'P3', 'P4'])[1 + i * 40692 % 2147483399 % 10] AS priority,
        bench.chance(i, 2654435761) AS response_share, bench.chance(i, 1597334677) AS resolve_share,
        CASE WHEN i * 7919 % {tickets} >= {open} THEN 'CLOSED' WHEN bench.chance(i, 3812015801) < 0.2 THEN 'NEW'
            WHEN bench.chance(i, 3812015801) < 0.9 THEN 'IN_PROGRESS' ELSE 'RESOLVED' END AS state,
        3 AS alarm_kinds
    FROM generate_series(1::bigint, {tickets}) i;
