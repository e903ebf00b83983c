-- wrk: POST the job in BODY, each request with a fresh Idempotency-Key.
local file = assert(io.open(os.getenv("BODY"), "r"))
local body = file:read("*a")
file:close()
local token = os.getenv("TOKEN")
local run, made = os.getenv("RUN") or "run", 0
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function request()
  made = made + 1
  return wrk.format("POST", "/v1/jobs", {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. token,
    ["Idempotency-Key"] = run .. "-" .. id .. "-" .. made,
  }, body)
end

local other = 0
function response(status)
  if status ~= 201 then other = other + 1 end
end

function done(summary, latency)
  io.write(string.format(
    '{"requests": %d, "wall": %.6f, "refused": %d, "errors": %d, ' ..
    '"median": %.6f, "p99": %.6f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write +
    summary.errors.timeout,
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end
