-- The levels still to come: a share of the target used up, the breach, the escalation an hour after it.
INSERT INTO sla_alarm (id, clock_id, ticket_id, kind, level, at)
SELECT bench.uuid(d.created_at, md5(m.metric || l.kind || d.i)), bench.clock_id(d.created_at, d.i, m.metric), d.id, l.kind, l.level, l.at
FROM bench.draw d
CROSS JOIN LATERAL (VALUES
    ('RESPONSE', d.response_state, d.response_due_at, d.response_seconds),
    ('RESOLVE', d.resolve_state, d.resolve_due_at, d.resolve_seconds)
) m (metric, state, due_at, seconds)
CROSS JOIN LATERAL (VALUES
    (1, 'BREACH', 0, m.due_at + interval '1 second'),
    (2, 'ESCALATE', 1, m.due_at + interval '1 hour'),
    (3, 'WARN', 75, m.due_at - make_interval(secs => m.seconds / 4))
) l (place, kind, level, at)
WHERE m.state = 'RUNNING' AND l.place <= d.alarm_kinds AND l.at > '{as_of}';
