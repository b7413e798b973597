INSERT INTO ticket_event (ticket_id, seq, id, type, fact, occurred_at, recorded_at, side)
SELECT d.id, f.seq, bench.uuid(f.at, md5(f.type || d.i)), f.type, f.fact || jsonb_build_object('type', f.type), f.at, f.at, f.side
FROM bench.draw d JOIN bench.system s ON s.place = d.system_place
CROSS JOIN LATERAL (VALUES
    (1, 'RAISED', d.raised_at, 'AGENCY', jsonb_build_object('kind', 'INCIDENT', 'priority', d.priority, 'siteClass', s.site_class,
        'impact', CASE d.priority WHEN 'P1' THEN 'HIGH' WHEN 'P2' THEN 'HIGH' WHEN 'P3' THEN 'MEDIUM' ELSE 'LOW' END,
        'urgency', CASE d.priority WHEN 'P1' THEN 'HIGH' WHEN 'P4' THEN 'LOW' ELSE 'MEDIUM' END)),
    (2, 'ACKNOWLEDGED', d.responded_at, 'VENDOR', '{}'::jsonb),
    (3, 'RESOLVED', d.resolved_at, 'VENDOR',
        '{"cause": "会话缓存节点内存耗尽", "solution": "扩容并重启缓存节点，已验证登录正常"}'::jsonb),
    (4, 'CONFIRMED', d.closed_at, 'AGENCY', '{}'::jsonb)
) f (seq, type, at, side, fact)
WHERE f.at IS NOT NULL;
