-- All that sorting a list needs of a product, so that the few hundred of a category are sorted without a look at the products themselves.
CREATE INDEX product_places ON product (shop_id, id) INCLUDE (status, name_key, price_from, popularity);
