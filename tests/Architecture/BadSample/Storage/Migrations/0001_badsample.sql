CREATE TABLE open_to_all (
    shop_id uuid NOT NULL,
    id      uuid NOT NULL,
    PRIMARY KEY (shop_id, id)
);

CREATE TABLE key_without_shop (
    shop_id uuid NOT NULL,
    id      uuid NOT NULL,
    PRIMARY KEY (id, shop_id)
);
SELECT kontor.shop_owned('key_without_shop');

-- Fine: it belongs to no shop.
CREATE TABLE of_the_installation (name text PRIMARY KEY);
