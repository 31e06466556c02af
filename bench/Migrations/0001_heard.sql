-- What the consumer of the benchmark has heard: a row an event, so that losing or doubling one would show.
CREATE TABLE heard (
    shop_id uuid   NOT NULL,
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    number  bigint NOT NULL,
    PRIMARY KEY (shop_id, ordinal)
);
SELECT kontor.shop_owned('heard');
