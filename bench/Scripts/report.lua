-- Ends every script: what wrk has seen, as one line that a program can read.
function done(summary, latency, requests)
    io.write(string.format(
        'RESULT {"requests":%d,"micros":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d,"p50":%d,"p99":%d,"max":%d}\n',
        summary.requests, summary.duration, summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.status,
        summary.errors.timeout, latency:percentile(50), latency:percentile(99), latency.max))
end

-- The benchmark plays a trusted proxy in front of so many clients, each with an address of its own.
function client_address(number)
    return string.format("10.0.%d.%d", math.floor(number / 250) % 16, number % 250 + 1)
end
