-- For If-Match. A method that nobody changed has no row and version 1.
ALTER TABLE method_setting ADD version bigint NOT NULL DEFAULT 1;
