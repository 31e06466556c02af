-- Words that shops have said, and how often: enough to see whether something happened, once, in the right shop.
CREATE TABLE word (
    shop_id uuid   NOT NULL,
    word    text   NOT NULL,
    times   bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, word)
);
SELECT kontor.shop_owned('word');
