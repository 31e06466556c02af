-- Where a product stands in the lists of its categories, beside what puts it there: a page of a category is read from one of these indexes, and nothing but the page.
ALTER TABLE product_category ADD COLUMN status text, ADD COLUMN name_key text COLLATE "C", ADD COLUMN price_from bigint, ADD COLUMN popularity bigint;

-- An owner who isn't a superuser is held to the policies, too, and sees no shop.
ALTER TABLE product NO FORCE ROW LEVEL SECURITY;
ALTER TABLE product_category NO FORCE ROW LEVEL SECURITY;
UPDATE product_category f SET status = p.status, name_key = p.name_key, price_from = p.price_from, popularity = p.popularity
FROM product p WHERE p.shop_id = f.shop_id AND p.id = f.product_id;
ALTER TABLE product_category FORCE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;

ALTER TABLE product_category ALTER COLUMN status SET NOT NULL, ALTER COLUMN name_key SET NOT NULL, ALTER COLUMN price_from SET NOT NULL, ALTER COLUMN popularity SET NOT NULL;
CREATE INDEX product_category_by_name ON product_category (shop_id, category_id, name_key, product_id);
CREATE INDEX product_category_by_price ON product_category (shop_id, category_id, price_from, product_id);
CREATE INDEX product_category_by_popularity ON product_category (shop_id, category_id, popularity, product_id);
