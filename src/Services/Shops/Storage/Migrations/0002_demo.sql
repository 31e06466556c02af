-- When somebody began to fill the shop with demo data, and when that was done: what was interrupted goes on with the next start.
ALTER TABLE shop ADD demo_begun_at timestamptz, ADD demo_filled_at timestamptz;
