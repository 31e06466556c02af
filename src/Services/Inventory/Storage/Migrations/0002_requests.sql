-- Which order a request for stock was answered with, under a print of its key: its repeat finds what the first one got, also when that is allocated by now.
CREATE TABLE request (
    shop_id    uuid        NOT NULL,
    key        uuid        NOT NULL,
    -- A print of what was asked: a key that is used for something else is refused.
    body       uuid        NOT NULL,
    order_id   uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, key)
);
CREATE INDEX request_created_at ON request USING brin (created_at);
SELECT kontor.shop_owned('request');

-- An owner who isn't a superuser is held to the policies, too, and sees no shop.
ALTER TABLE hold NO FORCE ROW LEVEL SECURITY;
ALTER TABLE request NO FORCE ROW LEVEL SECURITY;
-- A print is the first half of a text's SHA-256. So far the body stood behind the last stroke of the key.
INSERT INTO request (shop_id, key, body, order_id, created_at)
SELECT shop_id,
       encode(substring(sha256(convert_to(regexp_replace(request_key, '/[^/]*$', ''), 'UTF8')) FOR 16), 'hex')::uuid,
       encode(substring(sha256(convert_to(regexp_replace(request_key, '^.*/', ''), 'UTF8')) FOR 16), 'hex')::uuid,
       order_id, now()
FROM hold WHERE request_key IS NOT NULL
ON CONFLICT DO NOTHING;
ALTER TABLE request FORCE ROW LEVEL SECURITY;
ALTER TABLE hold FORCE ROW LEVEL SECURITY;
-- hold.request_key stays for the program of the version before, and goes when nobody writes it any more.
