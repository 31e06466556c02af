-- What a consumer heard, in the order in which it did. Nothing here keeps a word from being there twice: that is what tests look for.
CREATE TABLE heard (
    shop_id uuid   NOT NULL,
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    word    text   NOT NULL,
    PRIMARY KEY (shop_id, ordinal)
);
SELECT kontor.shop_owned('heard');
