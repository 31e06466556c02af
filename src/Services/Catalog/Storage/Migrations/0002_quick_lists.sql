-- The words of names and SKUs alone: of a search that finds very much, these products come first.
CREATE INDEX product_search_names ON product_search USING gin (ts_filter(words, '{a}'));

-- As find_products(shop, query), or in names and SKUs alone, unweighed. Planned anew for each query: how common its words are decides the plan.
CREATE FUNCTION find_products(shop uuid, query text, in_names boolean) RETURNS TABLE (product_id uuid, rank real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 500 SET plan_cache_mode = force_custom_plan SET search_path FROM CURRENT AS $function$
BEGIN
    IF shop IS DISTINCT FROM NULLIF(current_setting('kontor.shop', true), '')::uuid THEN
        RETURN;
    ELSIF in_names THEN
        RETURN QUERY SELECT s.product_id, 0::real FROM product_search s WHERE s.shop_id = shop AND ts_filter(s.words, '{a}') @@ query::tsquery;
    ELSE
        RETURN QUERY SELECT s.product_id, ts_rank(s.words, query::tsquery) FROM product_search s WHERE s.shop_id = shop AND s.words @@ query::tsquery;
    END IF;
END $function$;

-- How many it would find; stops counting at most.
CREATE FUNCTION count_products(shop uuid, query text, in_names boolean, most int) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET plan_cache_mode = force_custom_plan SET search_path FROM CURRENT AS $function$
BEGIN
    IF shop IS DISTINCT FROM NULLIF(current_setting('kontor.shop', true), '')::uuid THEN
        RETURN 0;
    ELSIF in_names THEN
        RETURN (SELECT count(*) FROM (SELECT FROM product_search s WHERE s.shop_id = shop AND ts_filter(s.words, '{a}') @@ query::tsquery LIMIT most) AS counted);
    ELSE
        RETURN (SELECT count(*) FROM (SELECT FROM product_search s WHERE s.shop_id = shop AND s.words @@ query::tsquery LIMIT most) AS counted);
    END IF;
END $function$;

DO $do$
DECLARE
    service text := current_database() || '_catalog';
    across  text := service || '_across';
BEGIN
    REVOKE EXECUTE ON FUNCTION find_products(uuid, text, boolean), count_products(uuid, text, boolean, int) FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION find_products(uuid, text, boolean), count_products(uuid, text, boolean, int) TO %I', service);
    -- A function's owner must be allowed to make it, for as long as it takes to hand it over.
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO %I', current_schema(), across);
    EXECUTE format('ALTER FUNCTION find_products(uuid, text, boolean) OWNER TO %I', across);
    EXECUTE format('ALTER FUNCTION count_products(uuid, text, boolean, int) OWNER TO %I', across);
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM %I', current_schema(), across);
END $do$;
