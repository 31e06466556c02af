-- Names and slugs are compared byte by byte, so that their order is the same on every server, whatever its locale.

CREATE TABLE category (
    shop_id   uuid   NOT NULL,
    id        uuid   NOT NULL,
    parent_id uuid,
    slug      text   COLLATE "C" NOT NULL,
    name      text   NOT NULL,
    position  int    NOT NULL DEFAULT 0,
    version   bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, id),
    CONSTRAINT category_slug UNIQUE (shop_id, slug),
    FOREIGN KEY (shop_id, parent_id) REFERENCES category,
    CHECK (parent_id <> id)
);
CREATE INDEX category_parent ON category (shop_id, parent_id);
SELECT kontor.shop_owned('category');

CREATE TABLE product (
    shop_id     uuid        NOT NULL,
    id          uuid        NOT NULL,
    slug        text        COLLATE "C" NOT NULL,
    name        text        NOT NULL,
    -- The name as lists sort it: folded and cut.
    name_key    text        COLLATE "C" NOT NULL,
    description text        NOT NULL,
    brand       text        NOT NULL,
    status      text        NOT NULL CHECK (status IN ('draft', 'active')),
    images      text[]      NOT NULL,
    currency    text        NOT NULL,
    -- The lowest price of its variants, kept in the transaction that changes them: lists sort by it.
    price_from  bigint      NOT NULL,
    popularity  bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, id),
    CONSTRAINT product_slug UNIQUE (shop_id, slug)
);
-- One index for each order of a list; ids grow with time, so the primary key is the one for the newest.
CREATE INDEX product_by_name ON product (shop_id, name_key, id);
CREATE INDEX product_by_price ON product (shop_id, price_from, id);
CREATE INDEX product_by_popularity ON product (shop_id, popularity, id);
SELECT kontor.shop_owned('product');

CREATE TABLE variant (
    shop_id     uuid   NOT NULL,
    id          uuid   NOT NULL,
    product_id  uuid   NOT NULL,
    sku         text   COLLATE "C" NOT NULL,
    options     jsonb  NOT NULL,
    price       bigint NOT NULL CHECK (price BETWEEN 0 AND 100000000000),
    position    int    NOT NULL,
    -- What an import last took this variant from: the same record again changes nothing.
    source_hash text,
    PRIMARY KEY (shop_id, id),
    CONSTRAINT variant_sku UNIQUE (shop_id, sku),
    FOREIGN KEY (shop_id, product_id) REFERENCES product ON DELETE CASCADE
);
CREATE INDEX variant_product ON variant (shop_id, product_id);
SELECT kontor.shop_owned('variant');

CREATE TABLE product_category (
    shop_id     uuid NOT NULL,
    product_id  uuid NOT NULL,
    category_id uuid NOT NULL,
    PRIMARY KEY (shop_id, product_id, category_id),
    FOREIGN KEY (shop_id, product_id) REFERENCES product ON DELETE CASCADE,
    FOREIGN KEY (shop_id, category_id) REFERENCES category ON DELETE CASCADE
);
CREATE INDEX product_category_category ON product_category (shop_id, category_id, product_id);
SELECT kontor.shop_owned('product_category');

-- The words of a product, folded and weighted by the service (see SearchWords.cs). Apart from the product, so that lists read narrow rows.
CREATE TABLE product_search (
    shop_id    uuid     NOT NULL,
    product_id uuid     NOT NULL,
    words      tsvector NOT NULL,
    PRIMARY KEY (shop_id, product_id),
    FOREIGN KEY (shop_id, product_id) REFERENCES product ON DELETE CASCADE
);
CREATE INDEX product_search_words ON product_search USING gin (words);
SELECT kontor.shop_owned('product_search');

-- Finds products by words. Full-text operators aren't leakproof, so under a row-level policy their index goes unused: the function runs as
-- the role that sees all shops, and holds its argument against the caller's shop itself.
CREATE FUNCTION find_products(shop uuid, query text) RETURNS TABLE (product_id uuid, rank real)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 500 SET search_path FROM CURRENT AS $function$
    SELECT s.product_id, ts_rank(s.words, query::tsquery)
    FROM product_search s
    WHERE s.shop_id = shop
      AND shop = NULLIF(current_setting('kontor.shop', true), '')::uuid
      AND s.words @@ query::tsquery
$function$;

-- Brings the planner's figures up to date after many rows came in at once; a service's role may not analyse tables that it doesn't own.
CREATE FUNCTION refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $function$
BEGIN
    -- Somebody else is at it: two at once would only wait for each other.
    IF pg_try_advisory_xact_lock(hashtextextended('catalog statistics', 0)) THEN
        ANALYZE category, product, variant, product_category, product_search;
    END IF;
END $function$;

DO $do$
DECLARE
    service text := current_database() || '_catalog';
    across  text := service || '_across';
BEGIN
    REVOKE EXECUTE ON FUNCTION find_products(uuid, text), refresh_statistics() FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION find_products(uuid, text), refresh_statistics() TO %I', service);
    -- A function's owner must be allowed to make it, for as long as it takes to hand it over.
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO %I', current_schema(), across);
    EXECUTE format('ALTER FUNCTION find_products(uuid, text) OWNER TO %I', across);
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM %I', current_schema(), across);
END $do$;
