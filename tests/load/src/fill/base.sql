-- What the other texts share. Everything random is a function of the ticket's place, so that two runs give the same rows.
CREATE SCHEMA bench;

-- A UUIDv7 of a time and 18 hexadecimal digits or more. STABLE, as `extract` is: only so does the planner put its text in the
-- place of a call.
CREATE FUNCTION bench.uuid(at timestamptz, digits text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(digits, 1, 3) || '8'
        || substr(digits, 4, 15))::uuid
$$;

CREATE FUNCTION bench.clock_id(at timestamptz, i bigint, metric text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT bench.uuid(at, md5(metric || i))
$$;

-- Evenly between 0 and 1; each multiplier is a stream of its own.
CREATE FUNCTION bench.chance(i bigint, multiplier bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT (i * multiplier % 4294967296)::float8 / 4294967296
$$;

CREATE TABLE bench.system AS
    SELECT row_number() OVER (ORDER BY s.id) - 1 AS place, s.id, s.agency_id, s.site_class, c.id AS contract_id, c.vendor_id,
        a.short_code, (SELECT published_version_id FROM sla_policy p WHERE p.id = c.policy_id) AS policy_version_id
    FROM managed_system s JOIN contract_system cs ON cs.system_id = s.id JOIN service_contract c ON c.id = cs.contract_id
        JOIN agency a ON a.id = s.agency_id;
CREATE TABLE bench.clerk AS
    SELECT row_number() OVER (PARTITION BY agency_id ORDER BY user_id) - 1 AS place, agency_id, user_id
    FROM role_grant WHERE agency_id IS NOT NULL;
CREATE TABLE bench.engineer AS
    SELECT row_number() OVER (PARTITION BY vendor_id ORDER BY user_id) - 1 AS place, vendor_id, user_id
    FROM role_grant WHERE vendor_id IS NOT NULL;
CREATE TABLE bench.target AS SELECT id, metric, priority, duration_value AS seconds FROM sla_target;
ANALYZE bench.system, bench.clerk, bench.engineer, bench.target;
