-- Sends the requests of a file in turn, after a pause in milliseconds if one is given, and says in one line
-- what came of them.

local requests, sent = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local method, path, token, body, client, key = line:match("^(.-)\t(.-)\t(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = {}
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    if key ~= "" then headers["X-API-Key"] = key end
    if client ~= "" then headers["X-Forwarded-For"] = client end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
  local pause = tonumber(arguments[2])
  if pause > 0 then
    function delay() return pause end
  end
end

function request()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  local figures = {
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status, failed,
  }
  io.write("RESULT " .. table.concat(figures, " ") .. "\n")
end
