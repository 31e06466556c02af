-- Orders that were taken over from another system as history: they have neither stock nor a payment here.
CREATE TABLE imported_order (
    shop_id     uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    -- A hash of what was given, by which the same order is recognised when it comes again.
    content     bytea       NOT NULL CHECK (length(content) = 32),
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, order_id),
    FOREIGN KEY (shop_id, order_id) REFERENCES sales_order (shop_id, id)
);
SELECT kontor.shop_owned('imported_order');

-- Numbers that the counter passed over, because imported orders have them or may get them.
CREATE TABLE imported_numbers (
    shop_id uuid   NOT NULL,
    above   bigint NOT NULL,
    up_to   bigint NOT NULL CHECK (up_to > above),
    PRIMARY KEY (shop_id, up_to)
);
SELECT kontor.shop_owned('imported_numbers');

-- What was given back of imported orders, under the numbers of the credit notes, and which of their lines were taken.
CREATE TABLE imported_return (
    shop_id     uuid        NOT NULL,
    number      bigint      NOT NULL,
    content     bytea       NOT NULL CHECK (length(content) = 32),
    taken       boolean[]   NOT NULL,
    returned_at timestamptz NOT NULL,
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, number)
);
SELECT kontor.shop_owned('imported_return');

-- Which lines they were set against. What is left of a line is its quantity without these.
CREATE TABLE imported_return_line (
    shop_id  uuid   NOT NULL,
    order_id uuid   NOT NULL,
    line     int    NOT NULL,
    number   bigint NOT NULL,
    part     int    NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shop_id, order_id, line, number, part),
    FOREIGN KEY (shop_id, order_id, line) REFERENCES sales_order_line (shop_id, order_id, line),
    FOREIGN KEY (shop_id, number) REFERENCES imported_return (shop_id, number)
);
SELECT kontor.shop_owned('imported_return_line');
