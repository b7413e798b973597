SELECT t.id, t.number, t.title, t.priority, t.state, t.created_at, a.name, v.name, u.name,
    r.state, r.due_at, s.state, s.due_at
FROM (
    SELECT * FROM ticket WHERE agency_id = $1 AND is_open ORDER BY created_at DESC, id DESC LIMIT 50
) t
JOIN agency a ON a.id = t.agency_id
JOIN vendor v ON v.id = t.vendor_id
LEFT JOIN user_account u ON u.id = t.assignee_id
JOIN sla_clock r ON r.ticket_id = t.id AND r.metric = 'RESPONSE' AND r.cycle = 1 AND r.seq = 1
JOIN sla_clock s ON s.ticket_id = t.id AND s.metric = 'RESOLVE' AND s.cycle = t.cycle AND s.seq = 1
ORDER BY t.created_at DESC, t.id DESC
