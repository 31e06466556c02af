-- Orders as they were placed: prices, names and tax are snapshots that no later change of the catalogue touches.
CREATE TABLE sales_order (
    shop_id            uuid        NOT NULL,
    id                 uuid        NOT NULL,
    number             bigint      NOT NULL,
    status             text        NOT NULL CHECK (status IN
        ('pending', 'confirmed', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled', 'expired')),
    customer_id        uuid,
    email              text        NOT NULL,
    customer_name      text        NOT NULL,
    shipping_address   jsonb       NOT NULL,
    currency           text        NOT NULL,
    items              bigint      NOT NULL CHECK (items >= 0),
    shipping           bigint      NOT NULL CHECK (shipping >= 0),
    tax                bigint      NOT NULL CHECK (tax >= 0),
    total              bigint      NOT NULL CHECK (total >= 0),
    tax_rate_ppm       int         NOT NULL,
    prices_include_tax boolean     NOT NULL,
    delivery_method    text        NOT NULL,
    payment_method     text        NOT NULL,
    payment_id         uuid,
    payment_status     text        NOT NULL DEFAULT '',
    -- The payment's version when Orders last heard of it; news with a lower one is old.
    payment_version    bigint      NOT NULL DEFAULT 0,
    payment_reference  text        NOT NULL DEFAULT '',
    cancel_reason      text        NOT NULL DEFAULT '',
    -- Until when an order that is paid later waits for its money; null for the other methods.
    pay_until          timestamptz,
    -- Whose idempotency key placed it, so that a recovery can leave the answer where a repeat looks for it.
    request_actor      text,
    request_key        text,
    created_at         timestamptz NOT NULL,
    version            bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, id),
    -- Not by the shop first: without statistics it would look as good as the primary key for finding an order, and cost a scan of the shop.
    UNIQUE (number, shop_id)
) WITH (fillfactor = 70);
CREATE INDEX sales_order_customer ON sales_order (customer_id, id) WHERE customer_id IS NOT NULL;
SELECT kontor.shop_owned('sales_order');

CREATE TABLE sales_order_line (
    shop_id    uuid   NOT NULL,
    order_id   uuid   NOT NULL,
    line       int    NOT NULL,
    sku        text   NOT NULL,
    name       text   NOT NULL,
    quantity   bigint NOT NULL CHECK (quantity > 0),
    unit_price bigint NOT NULL CHECK (unit_price >= 0),
    total      bigint NOT NULL CHECK (total >= 0),
    PRIMARY KEY (shop_id, order_id, line),
    FOREIGN KEY (shop_id, order_id) REFERENCES sales_order (shop_id, id)
);
SELECT kontor.shop_owned('sales_order_line');

-- What became of an order, for people. Only ever added to.
CREATE TABLE order_history (
    shop_id  uuid        NOT NULL,
    order_id uuid        NOT NULL,
    id       uuid        NOT NULL,
    at       timestamptz NOT NULL,
    event    text        NOT NULL,
    actor    text        NOT NULL,
    detail   text        NOT NULL DEFAULT '',
    PRIMARY KEY (shop_id, order_id, id)
);
SELECT kontor.shop_owned('order_history');

-- The last number given in each shop. Counted up in the transaction that places the orders, so there are no gaps.
CREATE TABLE order_counter (
    shop_id uuid   PRIMARY KEY,
    last    bigint NOT NULL
);
SELECT kontor.shop_owned('order_counter');

-- Signs guests' order tokens. One row; never leaves the service.
CREATE TABLE access_secret (value bytea NOT NULL);
CREATE UNIQUE INDEX access_secret_is_one ON access_secret ((true));
INSERT INTO access_secret SELECT sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);
