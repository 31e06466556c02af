-- Where a product stands in the lists of its categories, beside what puts it there: a page of a category is read from one of these indexes, and nothing but the page.
-- In the order in which lists lock them: somebody may be reading one.
LOCK TABLE product, product_category IN ACCESS EXCLUSIVE MODE;
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

-- The database keeps them in step, so that the program of the version before, which knows nothing of them, keeps them as well.
CREATE FUNCTION take_place() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $function$
BEGIN
    SELECT status, name_key, price_from, popularity INTO NEW.status, NEW.name_key, NEW.price_from, NEW.popularity
    FROM product WHERE shop_id = NEW.shop_id AND id = NEW.product_id;
    RETURN NEW;
END $function$;
CREATE TRIGGER take_place BEFORE INSERT ON product_category FOR EACH ROW EXECUTE FUNCTION take_place();

CREATE FUNCTION change_places() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $function$
BEGIN
    UPDATE product_category SET status = NEW.status, name_key = NEW.name_key, price_from = NEW.price_from, popularity = NEW.popularity
    WHERE shop_id = NEW.shop_id AND product_id = NEW.id;
    RETURN NULL;
END $function$;
CREATE TRIGGER change_places AFTER UPDATE OF status, name_key, price_from, popularity ON product FOR EACH ROW
WHEN ((OLD.status, OLD.name_key, OLD.price_from, OLD.popularity) IS DISTINCT FROM (NEW.status, NEW.name_key, NEW.price_from, NEW.popularity))
EXECUTE FUNCTION change_places();
