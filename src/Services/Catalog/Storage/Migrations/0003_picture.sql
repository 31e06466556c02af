-- Pictures of products. One is called by what it shows, so that it never changes under its address and is kept once.
CREATE TABLE picture (
    shop_id    uuid        NOT NULL,
    hash       text        COLLATE "C" NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    media_type text        NOT NULL CHECK (media_type IN ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp')),
    content    bytea       NOT NULL CHECK (length(content) BETWEEN 1 AND 1000000),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, hash)
);
-- Most are too small or packed already: compressing them again only costs time.
ALTER TABLE picture ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT kontor.shop_owned('picture');
