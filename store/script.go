package store

import "github.com/redis/go-redis/v9"

// scripts change a place in one step. Their keys are those of one shelf, in its order, all in one slot.
type scripts struct{ keep, drop *redis.Script }

func newScripts() scripts {
	return scripts{keep: redis.NewScript(keepScript), drop: redis.NewScript(dropScript)}
}

// keepScript first clears away what has outlived its time, so that an article that comes back after that finds a new
// first share, then puts the article on the shelf. Running it again changes nothing but the time.
//
// ARGV: article, now and cut-off in Unix milliseconds, first share, card, leaf, life of the keys in milliseconds.
// It returns the share that counts as the first.
const keepScript = `
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])) do
  redis.call('ZREM', KEYS[1], old)
  for i = 2, 4 do redis.call('HDEL', KEYS[i], old) end
end
redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[4])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[5])
redis.call('HSET', KEYS[4], ARGV[1], ARGV[6])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
for i = 1, 4 do redis.call('PEXPIRE', KEYS[i], ARGV[7]) end
return redis.call('HGET', KEYS[2], ARGV[1])
`

// dropScript takes an article from the shelf, unless it has been kept anew since the caller looked.
//
// ARGV: article, the time in Unix milliseconds at which the caller saw it kept.
const dropScript = `
local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
if at and tonumber(at) == tonumber(ARGV[2]) then
  redis.call('ZREM', KEYS[1], ARGV[1])
  for i = 2, 4 do redis.call('HDEL', KEYS[i], ARGV[1]) end
end
return 0
`
