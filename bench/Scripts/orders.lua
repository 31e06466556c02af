-- Orders of two lines, one in each half of the articles, each order with a key of its own: run, then "spread" or the one article that everybody wants.
dofile(debug.getinfo(1, "S").source:sub(2):gsub("[^/]*$", "") .. "report.lua")

local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local run, wanted
local count = 0
function init(args)
    run, wanted = args[1], args[2]
    math.randomseed(tonumber(run) * 100 + number)
end

local body = '{"lines":[{"sku":"%s","quantity":1},{"sku":"SKU-%04d","quantity":1}],"customer":{"email":"customer%d@example.com","name":"A"},'
    .. '"shippingAddress":{"name":"A","line1":"1 High St","city":"London","postalCode":"N1 1AA","country":"GB"},'
    .. '"delivery":{"method":"standard"},"payment":{"method":"invoice"}}'
local head = "POST /v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: %s\r\nContent-Type: application/json\r\nIdempotency-Key: %s-%d-%d\r\nContent-Length: %d\r\n\r\n%s"

function request()
    count = count + 1
    local customer = math.random(1, 100000)
    local first = wanted == "spread" and string.format("SKU-%04d", math.random(1, 500)) or wanted
    local order = string.format(body, first, math.random(501, 1000), customer)
    return string.format(head, client_address(customer), run, number, count, #order, order)
end
