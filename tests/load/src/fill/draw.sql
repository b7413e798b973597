-- From what was drawn to when things happened and where each clock stands at {as_of}.
CREATE UNLOGGED TABLE bench.draw AS
WITH due AS (
    SELECT d.*, bench.uuid(d.created_at, md5('ticket' || d.i)) AS id,
        r.id AS response_target, r.seconds AS response_seconds, d.raised_at + make_interval(secs => r.seconds) AS response_due_at,
        s.id AS resolve_target, s.seconds AS resolve_seconds, d.raised_at + make_interval(secs => s.seconds) AS resolve_due_at
    FROM bench.drawn d JOIN bench.target r ON r.metric = 'RESPONSE' AND r.priority = d.priority
        JOIN bench.target s ON s.metric = 'RESOLVE' AND s.priority = d.priority
), done AS (
    -- One promise in eleven is broken.
    SELECT due.*,
        CASE WHEN state <> 'NEW' THEN raised_at + make_interval(secs => ceil(1 + response_seconds * response_share * 1.1)) END
            AS responded_at,
        CASE WHEN state IN ('RESOLVED', 'CLOSED') THEN raised_at
            + make_interval(secs => ceil(greatest(resolve_seconds * resolve_share, response_seconds * response_share) * 1.1) + 60)
        END AS resolved_at
    FROM due
)
SELECT done.*, CASE WHEN state = 'CLOSED' THEN resolved_at + interval '1 hour' END AS closed_at,
    CASE WHEN responded_at <= response_due_at THEN 'MET' WHEN responded_at IS NOT NULL OR response_due_at < '{as_of}' THEN 'BREACHED'
        ELSE 'RUNNING' END AS response_state,
    CASE WHEN resolved_at <= resolve_due_at THEN 'MET' WHEN resolved_at IS NOT NULL OR resolve_due_at < '{as_of}' THEN 'BREACHED'
        ELSE 'RUNNING' END AS resolve_state,
    CASE state WHEN 'NEW' THEN 1 WHEN 'IN_PROGRESS' THEN 2 WHEN 'RESOLVED' THEN 3 ELSE 4 END AS last_seq
FROM done ORDER BY i;
DROP TABLE bench.drawn;
ANALYZE bench.draw;
