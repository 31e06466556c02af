-- The products that have the words, with their weights: one row of two arrays, or none where more than most have them. One look at the words tells both how many there are and which.
-- Planned anew for each query: how common its words are decides the plan.
CREATE FUNCTION few_products(shop uuid, query text, in_names boolean, most int) RETURNS TABLE (ids uuid[], ranks real[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1 SET plan_cache_mode = force_custom_plan SET search_path FROM CURRENT AS $function$
BEGIN
    IF shop IS DISTINCT FROM NULLIF(current_setting('kontor.shop', true), '')::uuid THEN
        RETURN;
    ELSIF in_names THEN
        RETURN QUERY
        SELECT COALESCE(array_agg(few.product_id), '{}'), COALESCE(array_agg(0::real), '{}')
        FROM (SELECT s.product_id FROM product_search s WHERE s.shop_id = shop AND ts_filter(s.words, '{a}') @@ query::tsquery LIMIT most + 1) AS few
        HAVING count(*) <= most;
    ELSE
        RETURN QUERY
        WITH few AS MATERIALIZED (SELECT s.product_id, s.words FROM product_search s WHERE s.shop_id = shop AND s.words @@ query::tsquery LIMIT most + 1)
        SELECT COALESCE(array_agg(few.product_id), '{}'), COALESCE(array_agg(ts_rank(few.words, query::tsquery)), '{}') FROM few WHERE (SELECT count(*) FROM few) <= most
        HAVING (SELECT count(*) FROM few) <= most;
    END IF;
END $function$;

DO $do$
DECLARE
    service text := current_database() || '_catalog';
    across  text := service || '_across';
BEGIN
    REVOKE EXECUTE ON FUNCTION few_products(uuid, text, boolean, int) FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION few_products(uuid, text, boolean, int) TO %I', service);
    -- A function's owner must be allowed to make it, for as long as it takes to hand it over.
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO %I', current_schema(), across);
    EXECUTE format('ALTER FUNCTION few_products(uuid, text, boolean, int) OWNER TO %I', across);
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM %I', current_schema(), across);
END $do$;
