-- One line per run: requests per second and milliseconds at the 50th, 95th and 99th percentile.
done = function(summary, latency, requests)
  local ms = function(p) return latency:percentile(p) / 1000 end
  local errors = summary.errors.status + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %.0f %.1f %.1f %.1f %d\n",
    summary.requests / (summary.duration / 1e6), ms(50), ms(95), ms(99), errors))
end
