-- The shops themselves. Not owned by a shop: this is the list of them, which every request looks into before it knows its shop.
CREATE TABLE shop (
    id                 uuid        PRIMARY KEY,
    handle             text        COLLATE "C" NOT NULL UNIQUE CHECK (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(handle) <= 40),
    name               text        NOT NULL,
    currency           text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    locale             text        NOT NULL,
    time_zone          text        NOT NULL,
    prices_include_tax boolean     NOT NULL,
    tax_rate_ppm       int         NOT NULL CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
    version            bigint      NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL
);
