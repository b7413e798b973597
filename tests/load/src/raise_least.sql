WITH s AS (
    SELECT id, name FROM user_account WHERE id = $1 AND active AND grant_version = 1
), t AS (
    INSERT INTO ticket (id, number, agency_id, vendor_id, system_id, contract_id, policy_version_id, kind, title, description,
        site_class, impact, urgency, priority, state, is_open, raised_by, raised_at, created_at, updated_at, cycle, last_seq,
        version, next_due_at, breached, response_state, response_due_at, arrival_state, restore_state, resolve_state,
        resolve_due_at, update_state)
    SELECT $2::uuid, $3::text, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, 'INCIDENT', $9::text, $10::text, 'CITY',
        'MEDIUM', 'MEDIUM', 'P3', 'NEW', true, s.id, $11::timestamptz, $11, $11, 1, 1, 1, $12::timestamptz, false, 'RUNNING',
        $12, 'NO_PROMISE', 'NO_PROMISE', 'RUNNING', $13::timestamptz, 'NO_PROMISE'
    FROM s RETURNING id, agency_id, vendor_id
), c AS (
    INSERT INTO sla_clock (id, ticket_id, metric, cycle, seq, contract_id, target_id, state, started_at, effective_start_at,
        due_at, provisional, elapsed_seconds, paused_seconds, target_seconds, counted_at, counted_month, calendar_revision,
        input_hash)
    SELECT v.id, t.id, v.metric, 1, 1, $7, v.target, 'RUNNING', $11, $11, v.due_at, false, 0, 0, v.seconds, v.due_at, 202601, 1,
        $14::text
    FROM t, (VALUES ($15::uuid, 'RESPONSE', $12, $16::uuid, 3600), ($17::uuid, 'RESOLVE', $13, $18::uuid, 86400))
        v (id, metric, due_at, target, seconds)
), a AS (
    INSERT INTO audit_entry (id, at, actor_id, actor_name, action, object_type, object_id, detail)
    SELECT $19::uuid, $11, s.id, s.name, 'ticket.raise', 'ticket', t.id, $20::jsonb FROM s, t
), o AS (
    INSERT INTO outbox (id, topic, ticket_id, agency_id, vendor_id, payload, created_at)
    SELECT $21::uuid, 'ticket.raised', t.id, t.agency_id, t.vendor_id, $22::jsonb, $11 FROM t
)
SELECT id FROM t
