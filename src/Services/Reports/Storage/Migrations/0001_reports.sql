-- What each order is worth in the figures, so that its cancellation takes out exactly what its confirmation put in. An order counts when its
-- confirmation and no cancellation was told, in whatever order and however often.
CREATE TABLE sale (
    shop_id   uuid    NOT NULL,
    order_id  uuid    NOT NULL,
    -- The day in the shop's time zone. Null, as the rest, until the confirmation is told.
    day       date,
    country   text,
    units     bigint  CHECK (units >= 0),
    revenue   bigint  CHECK (revenue >= 0),
    -- [{"sku", "name", "units", "revenue"}], each SKU once.
    lines     jsonb,
    cancelled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (shop_id, order_id),
    CHECK (num_nulls(day, country, units, revenue, lines) IN (0, 5)),
    CHECK (cancelled OR day IS NOT NULL)
);
SELECT kontor.shop_owned('sale');

-- The figures: sums of the orders that count, kept up in the transaction that books an order. No CHECK against negative ones: PostgreSQL holds it
-- against the row that an upsert offers, which is negative when something is taken out. The doctor looks for them.
-- Room on each page keeps the updates on it (HOT): no index holds a column that changes.
CREATE TABLE sales_by_product (
    shop_id uuid   NOT NULL,
    day     date   NOT NULL,
    sku     text   NOT NULL,
    -- Orders that contain it.
    orders  bigint NOT NULL,
    units   bigint NOT NULL,
    revenue bigint NOT NULL,
    PRIMARY KEY (shop_id, day, sku)
) WITH (fillfactor = 70);
SELECT kontor.shop_owned('sales_by_product');

CREATE TABLE sales_by_country (
    shop_id uuid   NOT NULL,
    day     date   NOT NULL,
    country text   NOT NULL,
    orders  bigint NOT NULL,
    units   bigint NOT NULL,
    revenue bigint NOT NULL,
    PRIMARY KEY (shop_id, day, country)
) WITH (fillfactor = 50);
SELECT kontor.shop_owned('sales_by_country');

CREATE TABLE sales_by_day (
    shop_id uuid   NOT NULL,
    day     date   NOT NULL,
    orders  bigint NOT NULL,
    units   bigint NOT NULL,
    revenue bigint NOT NULL,
    PRIMARY KEY (shop_id, day)
) WITH (fillfactor = 50);
SELECT kontor.shop_owned('sales_by_day');

-- What a SKU is called in reports: its name on the last day on which it was sold. By day, so that the row is written once a day and not once an order.
CREATE TABLE sold_product (
    shop_id  uuid NOT NULL,
    sku      text NOT NULL,
    name     text NOT NULL,
    named_on date NOT NULL,
    PRIMARY KEY (shop_id, sku)
);
SELECT kontor.shop_owned('sold_product');
