-- What was given back of imported orders. It lowers the sales of the day on which that was, which may have had none: by columns of its own, so that
-- neither sum is ever negative.
CREATE TABLE sale_return (
    shop_id   uuid   NOT NULL,
    return_id uuid   NOT NULL,
    -- The day in the shop's time zone.
    day       date   NOT NULL,
    country   text   NOT NULL,
    units     bigint NOT NULL CHECK (units >= 0),
    revenue   bigint NOT NULL CHECK (revenue >= 0),
    -- [{"sku", "name", "units", "revenue"}], each SKU once.
    lines     jsonb  NOT NULL,
    PRIMARY KEY (shop_id, return_id)
);
SELECT kontor.shop_owned('sale_return');

ALTER TABLE sales_by_product ADD returned_units bigint NOT NULL DEFAULT 0, ADD returned_revenue bigint NOT NULL DEFAULT 0;
ALTER TABLE sales_by_country ADD returned_units bigint NOT NULL DEFAULT 0, ADD returned_revenue bigint NOT NULL DEFAULT 0;
ALTER TABLE sales_by_day ADD returned_units bigint NOT NULL DEFAULT 0, ADD returned_revenue bigint NOT NULL DEFAULT 0;
