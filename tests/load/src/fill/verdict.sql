INSERT INTO sla_verdict (id, clock_id, ticket_id, revision, verdict, due_at, stopped_at, breached_at, cause, policy_version_id,
    calendar_revision, input_hash, recorded_at)
SELECT bench.uuid(COALESCE(m.stopped_at, m.due_at), md5(m.metric || d.i)), bench.clock_id(d.created_at, d.i, m.metric), d.id, 1,
    m.state, m.due_at, m.stopped_at, CASE WHEN m.state = 'BREACHED' THEN m.due_at END,
    CASE WHEN m.state = 'BREACHED' THEN 'DEADLINE_PASSED' ELSE m.cause END, s.policy_version_id, 1, md5(d.i::text) || md5(d.i::text),
    COALESCE(m.stopped_at, m.due_at)
FROM bench.draw d JOIN bench.system s ON s.place = d.system_place
CROSS JOIN LATERAL (VALUES
    ('RESPONSE', 'ACKNOWLEDGED', d.response_state, d.response_due_at, d.responded_at),
    ('RESOLVE', 'RESOLVED', d.resolve_state, d.resolve_due_at, d.resolved_at)
) m (metric, cause, state, due_at, stopped_at)
WHERE m.state <> 'RUNNING';
