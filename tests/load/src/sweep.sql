WITH due AS (
    UPDATE sla_clock SET state = 'BREACHED', breached_at = due_at
    -- The limit tells the planner how few rows there are: it cannot see that clocks of the past hardly ever run.
    WHERE id = ANY (ARRAY(SELECT id FROM sla_clock WHERE state = 'RUNNING' AND due_at < $1 ORDER BY due_at LIMIT 1000
        FOR UPDATE SKIP LOCKED))
    RETURNING ticket_id, metric, due_at
), t AS (
    UPDATE ticket SET version = version + 1, updated_at = $1, breached = true, resolve_state = 'BREACHED'
    FROM due WHERE ticket.id = due.ticket_id
    RETURNING ticket.id, ticket.agency_id, ticket.vendor_id, ticket.number, due.metric, due.due_at
), a AS (
    INSERT INTO audit_entry (id, at, actor_name, action, object_type, object_id, detail)
    SELECT gen_random_uuid(), $1, 'sweep', 'sla.breach', 'ticket', id, jsonb_build_object('metric', metric, 'dueAt', due_at) FROM t
), o AS (
    INSERT INTO outbox (id, topic, ticket_id, agency_id, vendor_id, payload, created_at)
    SELECT gen_random_uuid(), 'sla.breach', id, agency_id, vendor_id,
        jsonb_build_object('number', number, 'metric', metric, 'dueAt', due_at), $1 FROM t
)
SELECT count(*) FROM due
