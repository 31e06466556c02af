-- Where stock lies. Lower priority is taken from first.
CREATE TABLE location (
    shop_id  uuid   NOT NULL,
    code     text   NOT NULL,
    name     text   NOT NULL,
    priority int    NOT NULL,
    version  bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, code)
);
SELECT kontor.shop_owned('location');

-- The counters that orders race for. What is available is on_hand - reserved; the CHECK has the last word on overselling.
-- Room on each page keeps the updates on it (HOT): no index holds a column that changes.
CREATE TABLE stock_level (
    shop_id  uuid   NOT NULL,
    sku      text   NOT NULL,
    location text   NOT NULL,
    on_hand  bigint NOT NULL CHECK (on_hand <= 1000000000000),
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    PRIMARY KEY (shop_id, sku, location),
    FOREIGN KEY (shop_id, location) REFERENCES location (shop_id, code),
    CHECK (on_hand >= reserved)
) WITH (fillfactor = 50);
SELECT kontor.shop_owned('stock_level');

-- What each open order has reserved, and where. The sum per SKU and location is stock_level.reserved.
CREATE TABLE reservation (
    shop_id  uuid   NOT NULL,
    order_id uuid   NOT NULL,
    sku      text   NOT NULL,
    location text   NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shop_id, order_id, sku, location)
);
SELECT kontor.shop_owned('reservation');

-- A reservation is a hold as long as it has a row here, and an allocation afterwards. Deleting the row is the one step between them,
-- so commit, release and expiry can't both win. Few rows at any time.
CREATE TABLE hold (
    shop_id     uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    request_key text,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (shop_id, order_id)
);
CREATE UNIQUE INDEX hold_request_key ON hold (shop_id, request_key) WHERE request_key IS NOT NULL;
CREATE INDEX hold_expires_at ON hold (expires_at);
SELECT kontor.shop_owned('hold');

-- The ledger: every change of a level, with its cause. Only ever added to; its sums are the levels.
CREATE TABLE stock_movement (
    shop_id        uuid        NOT NULL,
    id             uuid        NOT NULL,
    sku            text        NOT NULL,
    location       text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('adjusted', 'reserved', 'released', 'expired', 'shipped')),
    on_hand_delta  bigint      NOT NULL,
    reserved_delta bigint      NOT NULL,
    order_id       uuid,
    reason         text        NOT NULL DEFAULT '',
    actor          text        NOT NULL,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (shop_id, sku, id),
    CHECK (on_hand_delta <> 0 OR reserved_delta <> 0)
);
SELECT kontor.shop_owned('stock_movement');
