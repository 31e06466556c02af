-- How a shop delivers, and for what fee.
CREATE TABLE method (
    shop_id   uuid    NOT NULL,
    code      text    NOT NULL,
    name      text    NOT NULL,
    currency  text    NOT NULL,
    fee       bigint  NOT NULL CHECK (fee >= 0),
    -- None: every country.
    countries text[]  NOT NULL DEFAULT '{}',
    enabled   boolean NOT NULL DEFAULT true,
    position  int     NOT NULL DEFAULT 0,
    version   bigint  NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, code)
);
SELECT kontor.shop_owned('method');

-- Which shops were given their first method. Kept apart from it, so that a shop may delete it for good.
CREATE TABLE shop_setup (
    shop_id  uuid PRIMARY KEY,
    currency text NOT NULL
);
SELECT kontor.shop_owned('shop_setup');
