INSERT INTO ticket (id, number, agency_id, vendor_id, system_id, contract_id, policy_version_id, kind, title, description,
    site_class, impact, urgency, priority, state, is_open, assignee_id, raised_by, raised_at, created_at, updated_at,
    resolved_at, closed_at, ended_at, cycle, last_seq, version, next_due_at, breached, response_state, response_due_at,
    arrival_state, restore_state, resolve_state, resolve_due_at, update_state, cause, solution)
SELECT d.id, s.short_code || to_char(d.raised_at AT TIME ZONE 'Asia/Shanghai', '-YYYYMMDD-') || lpad(d.i::text, 7, '0'),
    s.agency_id, s.vendor_id, s.id, s.contract_id, s.policy_version_id, 'INCIDENT', '业务系统无法登录（第 ' || d.i || ' 号）',
    '用户反映登录页面长时间无响应，刷新后提示会话超时，影响窗口受理，请尽快处理。', s.site_class,
    CASE d.priority WHEN 'P1' THEN 'HIGH' WHEN 'P2' THEN 'HIGH' WHEN 'P3' THEN 'MEDIUM' ELSE 'LOW' END,
    CASE d.priority WHEN 'P1' THEN 'HIGH' WHEN 'P4' THEN 'LOW' ELSE 'MEDIUM' END,
    d.priority, d.state, d.is_open, CASE WHEN d.state <> 'NEW' THEN e.user_id END, c.user_id, d.raised_at, d.created_at,
    COALESCE(d.closed_at, d.resolved_at, d.responded_at, d.created_at), d.resolved_at, d.closed_at, d.closed_at, 1,
    d.last_seq, d.last_seq,
    CASE WHEN NOT d.is_open THEN '9999-12-31 00:00Z' WHEN d.responded_at IS NULL THEN least(d.response_due_at, d.resolve_due_at)
        WHEN d.resolved_at IS NULL THEN d.resolve_due_at ELSE '9999-12-31 00:00Z' END,
    'BREACHED' IN (d.response_state, d.resolve_state), d.response_state, d.response_due_at, 'NO_PROMISE', 'NO_PROMISE',
    d.resolve_state, d.resolve_due_at, 'NO_PROMISE',
    CASE WHEN d.resolved_at IS NOT NULL THEN '会话缓存节点内存耗尽' END,
    CASE WHEN d.resolved_at IS NOT NULL THEN '扩容并重启缓存节点，已验证登录正常' END
FROM bench.draw d JOIN bench.system s ON s.place = d.system_place
    JOIN bench.clerk c ON c.agency_id = s.agency_id AND c.place = d.clerk_place
    JOIN bench.engineer e ON e.vendor_id = s.vendor_id AND e.place = d.engineer_place;
