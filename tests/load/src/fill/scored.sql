-- What the trigger would note of each event that counts.
INSERT INTO scored_event (ticket_id, seq, contract_id, system_id, type, occurred_at, complete, cause, cause_head, cause_longer)
SELECT d.id, f.seq, s.contract_id, s.id, f.type, f.at, false, f.cause, f.cause, false
FROM bench.draw d JOIN bench.system s ON s.place = d.system_place
CROSS JOIN LATERAL (VALUES (3, 'RESOLVED', d.resolved_at, '会话缓存节点内存耗尽'), (4, 'CONFIRMED', d.closed_at, NULL))
    f (seq, type, at, cause)
WHERE f.at IS NOT NULL;
