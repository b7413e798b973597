//! What Redis must do in one step, as scripts of one key each (so a cluster can run them).

use std::sync::LazyLock;

use redis::Script;

/// KEYS[1] lease; ARGV token, ttl in ms. 1 when the lease is ours now, 0 when another has it.
///
/// A free lease is taken again: Redis may have been restarted empty, and the holder still works.
pub static RENEW: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local holder = redis.call('GET', KEYS[1])
         if holder and holder ~= ARGV[1] then return 0 end
         redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
         return 1",
    )
});

/// KEYS[1] lease; ARGV token. Deletes our own lease only.
pub static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new("if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0")
});

/// KEYS[1] counter; ARGV window in ms. Counts one attempt; answers {count, ms left of the window}.
pub static COUNT: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local count = redis.call('INCR', KEYS[1])
         local left = redis.call('PTTL', KEYS[1])
         if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) left = tonumber(ARGV[1]) end
         return {count, left}",
    )
});
