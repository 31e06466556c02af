-- Reads, prepared beforehand so that asking costs little: a file of paths with what is known of each, then "fresh" or "known".
dofile(debug.getinfo(1, "S").source:sub(2):gsub("[^/]*$", "") .. "report.lua")

local requests = {}
local count = 0
function init(args)
    local paths = {}
    for line in io.lines(args[1]) do
        local path, tag = line:match("^([^\t]*)\t(.*)$")
        paths[#paths + 1] = { path = path, tag = tag }
    end

    for client = 0, 3999 do
        local wanted = paths[client % #paths + 1]
        local condition = args[2] == "known" and "If-None-Match: " .. wanted.tag .. "\r\n" or ""
        requests[client + 1] = string.format("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: %s\r\n%s\r\n", wanted.path, client_address(client), condition)
    end
end

function request()
    count = count % 4000 + 1
    return requests[count]
end
