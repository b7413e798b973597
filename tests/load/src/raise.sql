WITH s AS (
    SELECT id, name FROM user_account WHERE id = $1 AND active AND grant_version = 1
), n AS (
    INSERT INTO ticket_counter (agency_id, day, last) SELECT $4::uuid, $22::text, 1 FROM s
    ON CONFLICT (agency_id, day) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last
), t AS (
    INSERT INTO ticket (id, number, agency_id, vendor_id, system_id, contract_id, policy_version_id, kind, title, description,
        site_class, impact, urgency, priority, state, is_open, raised_by, raised_at, created_at, updated_at, cycle, last_seq,
        version, next_due_at, breached, response_state, response_due_at, arrival_state, restore_state, resolve_state,
        resolve_due_at, update_state)
    SELECT $2::uuid, $3::text || n.last, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, 'INCIDENT', $9::text, $10::text,
        'CITY', 'MEDIUM', 'MEDIUM', 'P3', 'NEW', true, s.id, $11::timestamptz, $11, $11, 1, 1, 1, $12::timestamptz, false,
        'RUNNING', $12, 'NO_PROMISE', 'NO_PROMISE', 'RUNNING', $13::timestamptz, 'NO_PROMISE'
    FROM s, n RETURNING id, agency_id, vendor_id
), e AS (
    INSERT INTO ticket_event (ticket_id, seq, id, type, fact, occurred_at, recorded_at, side, actor_id)
    SELECT t.id, 1, gen_random_uuid(), 'RAISED', $20::jsonb, $11, $11, 'AGENCY', s.id FROM t, s
), c AS (
    INSERT INTO sla_clock (id, ticket_id, metric, cycle, seq, contract_id, target_id, state, started_at, effective_start_at,
        due_at, provisional, elapsed_seconds, paused_seconds, target_seconds, counted_at, counted_month, calendar_revision,
        input_hash)
    SELECT v.id, t.id, v.metric, 1, 1, $7, v.target, v.state, $11, $11, v.due_at, false, 0, 0, v.seconds,
        COALESCE(v.due_at, $11), 202601, 1, $14::text
    FROM t, (VALUES ($15::uuid, 'RESPONSE', 'RUNNING', $12, $8::uuid, 3600), ($16::uuid, 'RESOLVE', 'RUNNING', $13, $8, 86400),
        ($17::uuid, 'ARRIVAL', 'NO_PROMISE', NULL, NULL, 0), ($18::uuid, 'RESTORE', 'NO_PROMISE', NULL, NULL, 0))
        v (id, metric, state, due_at, target, seconds)
), l AS (
    INSERT INTO sla_alarm (clock_id, kind, level, at, id, ticket_id)
    SELECT v.clock, v.kind, v.level, v.at, gen_random_uuid(), t.id
    FROM t, (VALUES ($15, 'WARN', 75, $12 - interval '15 minutes'), ($15, 'BREACH', 0, $12 + interval '1 second'),
        ($15, 'ESCALATE', 1, $12 + interval '1 hour'), ($16, 'WARN', 75, $13 - interval '6 hours'),
        ($16, 'BREACH', 0, $13 + interval '1 second'), ($16, 'ESCALATE', 1, $13 + interval '1 hour'))
        v (clock, kind, level, at)
), a AS (
    INSERT INTO audit_entry (id, at, actor_id, actor_name, action, object_type, object_id, detail)
    SELECT $19::uuid, $11, s.id, s.name, 'ticket.raise', 'ticket', t.id, $20 FROM s, t
), o AS (
    INSERT INTO outbox (id, topic, ticket_id, agency_id, vendor_id, payload, created_at)
    SELECT $21::uuid, 'ticket.raised', t.id, t.agency_id, t.vendor_id, $20, $11 FROM t
)
SELECT id FROM t
