package store

import "github.com/redis/go-redis/v9"

// scripts change or read a place in one step. Their keys are those of one shelf, in its order, all in one slot.
type scripts struct{ keep, drop, changes, lease, unlease, swap *redis.Script }

func newScripts() scripts {
	return scripts{
		keep: redis.NewScript(sharedScript + keepScript), drop: redis.NewScript(sharedScript + dropScript),
		changes: redis.NewScript(sharedScript + changesScript),
		lease:   redis.NewScript(leaseScript), unlease: redis.NewScript(unleaseScript), swap: redis.NewScript(swapScript),
	}
}

// sharedScript begins the others. Every change of a shelf takes the next number of the place; an article that was let
// go leaves its number in "gone", of which the last thousand are kept and the highest number given up is the floor.
const sharedScript = `
local shelf, first, cards, changed, gone, meta = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local function number() return redis.call('HINCRBY', meta, 'seq', 1) end
local function letgo(article)
  if redis.call('ZREM', shelf, article) == 0 then return end
  redis.call('HDEL', first, article)
  redis.call('HDEL', cards, article)
  redis.call('ZREM', changed, article)
  redis.call('ZADD', gone, number(), article)
  local over = redis.call('ZCARD', gone) - 1000
  if over > 0 then
    local last = redis.call('ZRANGE', gone, over - 1, over - 1, 'WITHSCORES')
    redis.call('HSET', meta, 'floor', last[2])
    redis.call('ZREMRANGEBYRANK', gone, 0, over - 1)
  end
end
local function sweep(cutoff)
  for _, old in ipairs(redis.call('ZRANGEBYSCORE', shelf, '-inf', cutoff)) do letgo(old) end
end
`

// keepScript first clears away what has outlived its time, so that an article that comes back after that finds a new
// first share, then puts the article on the shelf. Running it again changes nothing but the time.
//
// ARGV: article, now and cut-off in Unix milliseconds, first share, card, life of the keys in milliseconds, a random
// word that becomes the place's epoch if it has none. It returns the share that counts as the first.
const keepScript = `
sweep(ARGV[3])
redis.call('HSETNX', meta, 'epoch', ARGV[7])
redis.call('HSETNX', first, ARGV[1], ARGV[4])
if redis.call('HGET', cards, ARGV[1]) ~= ARGV[5] then
  redis.call('HSET', cards, ARGV[1], ARGV[5])
  redis.call('ZREM', gone, ARGV[1])
  redis.call('ZADD', changed, number(), ARGV[1])
end
redis.call('ZADD', shelf, ARGV[2], ARGV[1])
for i = 1, 6 do redis.call('PEXPIRE', KEYS[i], ARGV[6]) end
return redis.call('HGET', first, ARGV[1])
`

// dropScript takes an article from the shelf, unless it has been kept anew since the caller looked. It returns 1 if
// there was anything to take.
//
// ARGV: article, and the time in Unix milliseconds at which the caller saw it kept, or "" to take it in any case.
const dropScript = `
local at = redis.call('ZSCORE', shelf, ARGV[1])
if at and (ARGV[2] == '' or tonumber(at) == tonumber(ARGV[2])) then
  letgo(ARGV[1])
  return 1
end
return 0
`

// changesScript clears away what has outlived its time and tells what has changed. It writes only if there is
// something to clear, so a read-only Redis answers too.
//
// ARGV: cut-off in Unix milliseconds, and the epoch and number of the caller's position. It returns the place's epoch
// ("" for a place that holds nothing), its latest number, 1 if all that it holds follows, articles and cards in turn,
// and the articles that are gone.
const changesScript = `
sweep(ARGV[1])
local m = redis.call('HMGET', meta, 'epoch', 'seq', 'floor')
local epoch, seq, floor = m[1] or '', tonumber(m[2] or '0'), tonumber(m[3] or '0')
local from = tonumber(ARGV[3])
if epoch ~= ARGV[2] or from < floor or from > seq then
  return {epoch, tostring(seq), 1, redis.call('HGETALL', cards), {}}
end
local kept = {}
if from < seq then
  for _, article in ipairs(redis.call('ZRANGEBYSCORE', changed, '(' .. ARGV[3], '+inf')) do
    table.insert(kept, article)
    table.insert(kept, redis.call('HGET', cards, article) or '')
  end
  return {epoch, tostring(seq), 0, kept, redis.call('ZRANGEBYSCORE', gone, '(' .. ARGV[3], '+inf')}
end
return {epoch, tostring(seq), 0, kept, {}}
`
