-- Numbers are given before the counter is read, by whoever gave the last ones. Its update puts -1 where somebody else gave some since, which this refuses.
ALTER TABLE order_counter ADD CHECK (last >= 0);
