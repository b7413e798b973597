-- Four rows a ticket, as the product writes them: two promises and two metrics without one.
INSERT INTO sla_clock (id, ticket_id, metric, cycle, seq, contract_id, target_id, state, started_at, effective_start_at, due_at,
    provisional, stopped_at, breached_at, elapsed_seconds, paused_seconds, target_seconds, counted_at, counted_month,
    calendar_revision, input_hash)
SELECT bench.clock_id(d.created_at, d.i, m.metric), d.id, m.metric, 1, 1, s.contract_id, m.target_id, m.state,
    d.raised_at, d.raised_at, m.due_at, false, m.stopped_at, CASE WHEN m.state = 'BREACHED' THEN m.due_at END,
    CASE WHEN m.due_at IS NULL THEN 0
        ELSE extract(epoch FROM COALESCE(m.stopped_at, greatest('{as_of}', d.raised_at)) - d.raised_at)::bigint END,
    0, m.seconds, m.counted_at, to_char(m.counted_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM')::int, 1, md5(d.i::text) || md5(d.i::text)
FROM bench.draw d JOIN bench.system s ON s.place = d.system_place
CROSS JOIN LATERAL (VALUES
    ('RESPONSE', d.response_target, d.response_seconds, d.response_state, d.response_due_at, d.responded_at,
        CASE WHEN d.response_state = 'MET' THEN d.responded_at ELSE d.response_due_at END),
    ('ARRIVAL', NULL, 0, 'NO_PROMISE', NULL, NULL, d.raised_at),
    ('RESTORE', NULL, 0, 'NO_PROMISE', NULL, d.resolved_at, COALESCE(d.resolved_at, d.raised_at)),
    ('RESOLVE', d.resolve_target, d.resolve_seconds, d.resolve_state, d.resolve_due_at, d.resolved_at,
        CASE WHEN d.resolve_state = 'MET' THEN d.resolved_at ELSE d.resolve_due_at END)
) m (metric, target_id, seconds, state, due_at, stopped_at, counted_at);
