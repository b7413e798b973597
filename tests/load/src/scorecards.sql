SELECT t.vendor_id, date_trunc('month', t.raised_at AT TIME ZONE 'Asia/Shanghai'), COUNT(*),
    AVG(CASE WHEN r.state = 'MET' THEN 1.0 ELSE 0 END), AVG(CASE WHEN s.state = 'MET' THEN 1.0 ELSE 0 END),
    AVG(s.elapsed_seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY s.elapsed_seconds),
    AVG(CASE WHEN t.cycle > 1 THEN 1.0 ELSE 0 END), AVG(t.stars)
FROM ticket t
    JOIN sla_clock r ON r.ticket_id = t.id AND r.metric = 'RESPONSE'
    JOIN sla_clock s ON s.ticket_id = t.id AND s.metric = 'RESOLVE'
WHERE t.raised_at >= '2025-01-01 00:00+08' AND t.raised_at < '2026-01-01 00:00+08'
GROUP BY 1, 2
