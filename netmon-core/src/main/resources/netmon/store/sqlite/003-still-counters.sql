-- The bytes that were booked as received while the counter stood still; they are subtracted when it moves again.
--   SELECT interface, instead FROM last_readings WHERE instead > 0;
ALTER TABLE last_readings ADD COLUMN instead INTEGER NOT NULL DEFAULT 0; -- bytes; 0 while the counter moves
