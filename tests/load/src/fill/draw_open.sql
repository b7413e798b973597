-- All open and answered. A thousand at a time fall due, one lot a minute, each lot scattered over the whole table:
-- place i belongs to lot (i * 7919 mod n) / 1000. The first {lots} lots are swept in turn by the plain statement, which
-- looks at clocks alone (and so needs no alarms), and by the product.
CREATE UNLOGGED TABLE bench.drawn AS
    SELECT i, timestamptz '{as_of}' - interval '1 hour' + make_interval(secs => i * 3000.0 / {tickets}) AS created_at,
        timestamptz '{as_of}' + make_interval(mins => (i * 7919 % {tickets} / 1000 + 1)::int) - interval '1 day' AS raised_at,
        true AS is_open, i * 48271 % 2147483647 % {systems} AS system_place, i * 69621 % 2147483647 % 20 AS engineer_place,
        i * 39373 % 2147483647 % 10 AS clerk_place,
        'P3' AS priority, 0.1::float8 AS response_share, 0.5::float8 AS resolve_share, 'IN_PROGRESS' AS state,
        CASE WHEN i * 7919 % {tickets} / 1000 < {lots} AND i * 7919 % {tickets} / 1000 % 2 = 0 THEN 0 ELSE 2 END AS alarm_kinds
    FROM generate_series(1::bigint, {tickets}) i;
